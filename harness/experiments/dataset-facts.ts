import type { Checksums } from "../data/dataset.ts";
import { checksumsOf, loadDataset, sizeOf, sizeOfDataset } from "../data/load.ts";
import type { DatasetSize, LocatedDataset, PresentDataset } from "../data/locate.ts";
import { publishedChecksums } from "../data/manifest.ts";
import type { DatasetSpec } from "../data/spec.ts";
import { HarnessError } from "../errors.ts";
import { once } from "../once.ts";
import type { Definition } from "./definition.ts";
import type { Task, UnavailableTask } from "./experiment.ts";
import { type OwnFaults, ownFaults } from "./own-faults.ts";

/** Where a data set is and what it measures, or why it cannot be used. */
export type DatasetFacts =
  | {
      readonly kind: "known";
      readonly located: PresentDataset;
      readonly checksums: Checksums;
      readonly size: DatasetSize;
      /** What may be wrong with own files, by what a method and the config ask of them. */
      readonly faults?: OwnFaults;
    }
  | {
      readonly kind: "unknown";
      readonly name: string;
      readonly state: UnavailableTask;
      /** Those that are published, where a set of the archive is not here. */
      readonly checksums: Partial<Checksums> | undefined;
    };

function known(located: PresentDataset): Extract<DatasetFacts, { kind: "known" }> {
  if (located.origin !== "own files")
    return { kind: "known", located, checksums: checksumsOf(located), size: sizeOf(located) };
  const dataset = loadDataset(located);
  const { checksums } = dataset;
  const size = sizeOfDataset(dataset);
  return { kind: "known", located, checksums, size, faults: ownFaults(dataset) };
}

/**
 * Reads what a task must know of a data set; one of the archive that is absent or unreadable fails alone,
 * own files are marked as such.
 */
export function datasetFacts(spec: DatasetSpec, located: LocatedDataset): DatasetFacts {
  const { name } = located;
  if (located.status === "missing") {
    const { reason, hint } = located;
    const own = typeof spec !== "string";
    const state: UnavailableTask = { kind: "unavailable", reason, hint, ...(own && { own }) };
    const checksums = typeof spec === "string" ? publishedChecksums(name) : undefined;
    return { kind: "unknown", name, state, checksums };
  }
  try {
    return known(located);
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    const own = located.origin === "own files";
    const { message: reason, hint } = error;
    const state: UnavailableTask = { kind: "unavailable", reason, hint, ...(own && { own }) };
    return { kind: "unknown", name, state, checksums: undefined };
  }
}

/** The task on a data set that is not here, with its definition as far as checksums are published. */
export function unavailableTask(
  { state, checksums }: Extract<DatasetFacts, { kind: "unknown" }>,
  define: (checksums: Partial<Checksums>) => Definition,
): UnavailableTask {
  return checksums === undefined ? state : { ...state, definition: define(checksums) };
}

/** A task that finds out how it stands when that is first asked: `--only` leaves most files unread. */
export function lazyTask<Local>(
  names: Omit<Task, "state">,
  find: () => Task<Local>["state"],
): Task<Local> {
  const state = once(find);
  return {
    ...names,
    get state() {
      return state();
    },
  };
}

/**
 * Refuses two tasks with one place in the results.
 * @throws HarnessError `config`
 */
export function refuseTwins(tasks: readonly Task[], hint: string): void {
  const seen = new Set<string>();
  for (const { dataset, method } of tasks) {
    const name = `${dataset} / ${method}`;
    if (seen.has(name))
      throw new HarnessError("config", `${name} stands twice in the config`, hint);
    seen.add(name);
  }
}
