import { loadDataset } from "../data/load.ts";
import type { PresentDataset } from "../data/locate.ts";
import { type PreparedData, type PreparePolicies, prepare } from "../data/prepare.ts";
import { collectGarbage } from "../memory.ts";

/** A data set and what happens to its series before a method sees them. */
export interface Preparation {
  readonly data: PresentDataset;
  readonly prepare: PreparePolicies;
  /** Whether the method takes sequences of different lengths as they are. */
  readonly unequalLengths: boolean;
}

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

/** What tells the prepared data of a preparation from those of another. */
export function preparedName({ data, prepare, unequalLengths }: Preparation): string {
  return JSON.stringify([data, prepare, unequalLengths]);
}

/** Reads and prepares a data set; what was prepared last is kept. */
export function preparedData(preparation: Preparation): PreparedData {
  const name = preparedName(preparation);
  const known = prepared.get(name);
  prepared.delete(name);
  const data = known ?? readAndPrepare(preparation);
  prepared.set(name, data);
  if (known === undefined) {
    forgetOldest();
    collectGarbage();
  }
  return data;
}

/** Reads and prepares a data set without keeping it. A function of its own, so that V8 can free what it read. */
export function readAndPrepare({ data, prepare: policies, unequalLengths }: Preparation) {
  return prepare(loadDataset(data), policies, { unequalLengths });
}

/** The same where the method is known to apply. */
export function readyData(preparation: Preparation): ReadyData {
  const data = preparedData(preparation);
  if (data.status !== "ready")
    throw new Error(`no method was to take ${preparation.data.name}: ${data.reason}`);
  return data;
}

/** A data set with something else in place of each absolute path. */
export function filesReplaced(
  data: PresentDataset,
  replace: (path: string) => string,
): PresentDataset {
  const { source } = data;
  if (source.kind !== "files") return data;
  return {
    ...data,
    source: { ...source, train: replace(source.train), test: replace(source.test) },
  };
}
