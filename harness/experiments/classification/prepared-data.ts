import { loadDataset } from "../../data/load.ts";
import { type PreparedData, prepare } from "../../data/prepare.ts";
import { collectGarbage } from "../../memory.ts";
import { type MethodTask, methodOf } from "./task.ts";

export type ReadyData = Extract<PreparedData, { status: "ready" }>;

/** Data sets that this thread prepared, the last used last: units of several tasks come by turns. */
const prepared = new Map<string, PreparedData>();

/** Values of all of them together, beyond which only the last one stays. */
const mostValues = 2 ** 20;

function valuesOf(data: PreparedData): number {
  if (data.status !== "ready") return 0;
  return data.train.sequences.values.length + data.test.sequences.values.length;
}

/** Forgets what was not used for the longest time until the rest is small. */
function forgetOldest(): void {
  let values = [...prepared.values()].reduce((sum, data) => sum + valuesOf(data), 0);
  for (const [name, data] of prepared) {
    if (values <= mostValues || prepared.size === 1) return;
    prepared.delete(name);
    values -= valuesOf(data);
  }
}

function takesUnequalLengths(task: MethodTask): boolean {
  return methodOf(task).takesUnequalLengths(task.definition);
}

/** What tells the prepared data of a task from those of another. */
export function preparedName(task: MethodTask): string {
  return JSON.stringify([task.data, task.prepare, takesUnequalLengths(task)]);
}

/** Reads and prepares the data set of a task for its method. */
export function preparedData(task: MethodTask): PreparedData {
  const name = preparedName(task);
  const known = prepared.get(name);
  prepared.delete(name);
  const data = known ?? readAndPrepare(task);
  prepared.set(name, data);
  if (known === undefined) {
    forgetOldest();
    collectGarbage();
  }
  return data;
}

/** Reads and prepares a data set without keeping it. A function of its own, so that V8 can free what it read. */
export function readAndPrepare(task: MethodTask): PreparedData {
  const needs = { unequalLengths: takesUnequalLengths(task) };
  return prepare(loadDataset(task.data), task.prepare, needs);
}

export function readyData(task: MethodTask): ReadyData {
  const data = preparedData(task);
  if (data.status !== "ready") throw new Error(`${task.method} does not apply: ${data.reason}`);
  return data;
}
