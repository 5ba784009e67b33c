import type { z } from "zod";
import type { Json } from "../canonical-json.ts";
import type { Stage } from "../stage.ts";
import type { Sizes } from "./sizes.ts";

/** A task is one experiment on one data set (or condition) with one method; it yields one record. */
export interface Task {
  /** Name of the data set or condition: a folder of the results. */
  readonly dataset: string;
  /** Id of the method: a file of that folder. */
  readonly method: string;
  /** Name of the method in tables. */
  readonly label: string;
  readonly state: ReadyTask | UnavailableTask;
}

export interface ReadyTask {
  readonly kind: "ready";
  /** Everything that decides the result. Its SHA-256 is the key of the record. */
  readonly definition: { readonly [key: string]: Json };
  /** What only this machine knows, such as paths; structured-cloneable. */
  readonly local: unknown;
}

/** A task that cannot start on this machine, and what to do about it. */
export interface UnavailableTask {
  readonly kind: "unavailable";
  readonly reason: string;
  readonly hint: string | undefined;
  /** Its definition, with those `checksums` of its data that are known without them. */
  readonly definition?: ReadyTask["definition"] | undefined;
}

/** What a task ends with, unless it throws. */
export type Outcome =
  | { readonly status: "done"; readonly result: unknown }
  | { readonly status: "skipped"; readonly reason: string };

/** What the shell knows when it expands a config into tasks. */
export interface ExpandContext {
  /** Folder of the config file: relative paths in it start here. */
  readonly base: string;
  /** Place of the UCR archive, where one was given. */
  readonly archive: string | undefined;
  /** Whether the config's own sizes are meant or those of its `quick` block. */
  readonly sizes: Sizes;
  /** A daily series given by flag, in place of the config's. */
  readonly series: SeriesFlag | undefined;
}

/** `--series file.csv --column Close`, the file relative to the working folder. */
export interface SeriesFlag {
  readonly file: string;
  readonly column: string | undefined;
}

/** A call of one of the experiment's units, with its expected cost in seconds. */
export interface UnitCall {
  readonly payload: unknown;
  readonly seconds: number;
  /** Training Grams that it computes, where that is what it does. */
  readonly kernels?: number;
}

export interface RunContext {
  /** Has the executor work off calls of a unit; the results come in the order of the calls. */
  map(unit: string, calls: readonly UnitCall[]): Promise<unknown[]>;
}

/**
 * An experiment. A new one is a folder with such an object and one line in `registry.ts`; config
 * schema, plan, run, records and resumption take it from there.
 */
export interface Experiment {
  /** Value of the config's key `experiment`. */
  readonly name: string;
  readonly label: string;
  /** The config keys of this experiment, each with a description. */
  readonly schema: z.ZodObject;
  /** Schema of a record's `result`. */
  readonly result: z.ZodType;
  expand(config: unknown, context: ExpandContext): Task[];
  /** Pure functions of cloneable payloads: what workers run. */
  readonly units: Readonly<Record<string, (payload: never) => unknown>>;
  /** A unit's payload with something else in place of each absolute path; absent where it names none. */
  withFiles?(payload: unknown, replace: (path: string) => string): unknown;
  run(task: ReadyTask, context: RunContext): Promise<Outcome>;
  /** Rough seconds of a task on one core, without looking at its data: to order and to weigh tasks. */
  nominalSeconds(task: ReadyTask): number;
  /** Bytes that one worker holds at the same time, at most, beside the program itself. */
  workerBytes(task: ReadyTask): number;
  /** The stages of a task, for the plan. May read the task's data. */
  stages(task: ReadyTask): Stage[];
}
