import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import pLimit from "p-limit";
import { type SimulatedTask, simulate } from "../plan/simulate.ts";
import type { Executor, UnitReply } from "./executor.ts";
import { Scheduler } from "./scheduler.ts";

/** Lets everything happen that waits for no unit. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** The scheduler itself, on workers of a clock that leaps from end to end of units. */
async function scheduledSeconds(tasks: readonly SimulatedTask[], workers: number): Promise<number> {
  let now = 0;
  let order = 0;
  const out: { end: number; order: number; answer(reply: UnitReply): void }[] = [];
  const executor: Executor = {
    workers,
    run: ({ seconds }) =>
      new Promise((answer) => {
        out.push({ end: now + seconds, order: order++, answer });
      }),
    async close() {},
  };
  const scheduler = new Scheduler(executor);
  const open = pLimit(2 * workers);
  const work = ({ stages }: SimulatedTask) => stages.flat().reduce((sum, each) => sum + each, 0);
  const all = [...tasks]
    .sort((a, b) => work(b) - work(a))
    .map(({ stages }, rank) =>
      open(async () => {
        for (const units of stages) {
          const request = { experiment: "none", unit: "work", payload: null };
          const submit = (seconds: number) => scheduler.submit({ ...request, seconds }, rank);
          await Promise.all(units.map(submit));
        }
      }),
    );
  for (await turn(); out.length > 0; await turn()) {
    out.sort((a, b) => a.end - b.end || a.order - b.order);
    const next = out.shift()!;
    now = next.end;
    next.answer({ value: null, seconds: 0 });
  }
  await Promise.all(all);
  return now;
}

test("the simulation of a plan takes as long as the scheduler itself on a clock that leaps", async () => {
  const units = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 5 });
  const task = fc
    .array(units, { minLength: 1, maxLength: 3 })
    .map((stages): SimulatedTask => ({ stages }));
  await fc.assert(
    fc.asyncProperty(
      fc.array(task, { maxLength: 7 }),
      fc.integer({ min: 1, max: 4 }),
      async (tasks, workers) => {
        assert.equal(simulate(tasks, workers).seconds, await scheduledSeconds(tasks, workers));
      },
    ),
    { numRuns: 200 },
  );
});
