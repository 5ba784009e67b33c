import assert from "node:assert/strict";
import { test } from "node:test";
import type { Executor, UnitReply, UnitRequest } from "./executor.ts";
import { Scheduler } from "./scheduler.ts";

const unit = (name: string, seconds: number): UnitRequest => ({
  ...{ experiment: "none", payload: null },
  unit: name,
  seconds,
});

/** An executor that keeps the order in which it is handed units, and answers each after a turn. */
function recorder(workers: number) {
  const order: string[] = [];
  let under = 0;
  let most = 0;
  const executor: Executor = {
    workers,
    async run({ unit: name }): Promise<UnitReply> {
      order.push(name);
      most = Math.max(most, ++under);
      await new Promise(setImmediate);
      under--;
      if (name.startsWith("bad")) throw new Error(name);
      return { value: name, seconds: 0 };
    },
    async close() {},
  };
  return { executor, order, most: () => most };
}

test("the earliest task's units go first, of one task the longest, of equal ones the first asked for", async () => {
  const { executor, order } = recorder(1);
  const scheduler = new Scheduler(executor);
  await Promise.all([
    scheduler.submit(unit("first", 0), 5), // starts at once
    scheduler.submit(unit("b short", 1), 1),
    scheduler.submit(unit("a short", 1), 0),
    scheduler.submit(unit("b long", 9), 1),
    scheduler.submit(unit("a long", 5), 0),
    scheduler.submit(unit("a long too", 5), 0),
  ]);
  assert.deepEqual(order, ["first", "a long", "a long too", "a short", "b long", "b short"]);
});

test("no more units are out than there are workers, and one that fails makes room", async () => {
  const { executor, order, most } = recorder(3);
  const scheduler = new Scheduler(executor);
  const ends = await Promise.allSettled(
    Array.from({ length: 20 }, (_, k) => scheduler.submit(unit(k % 4 ? "good" : "bad", k), 0)),
  );
  assert.equal(order.length, 20);
  assert.equal(most(), 3);
  assert.equal(ends.filter(({ status }) => status === "rejected").length, 5);
});

test("a hundred thousand units wait in order", async () => {
  const { executor, order } = recorder(64);
  const scheduler = new Scheduler(executor);
  const count = 100_000;
  const request = (k: number) => unit(`${k}`, (k * 7919) % 1000);
  await Promise.all(Array.from({ length: count }, (_, k) => scheduler.submit(request(k), k % 3)));
  assert.equal(order.length, count);
  const places = order.slice(64).map((name) => [Number(name) % 3, -request(Number(name)).seconds]);
  assert.ok(
    places.every(([rank, less], k) => {
      const [before, lessBefore] = places[k - 1] ?? [0, -Infinity];
      return rank! > before! || (rank === before && less! >= lessBefore!);
    }),
  );
});
