import type { z } from "zod";
import type { Stage } from "../stage.ts";
import type { Definition } from "./definition.ts";
import type { Sizes } from "./sizes.ts";

/** A task is one experiment on one data set (or condition) with one method; it yields one record. */
export interface Task<Local = unknown> {
  /** Name of the data set or condition: a folder of the results. */
  readonly dataset: string;
  /** Id of the method: a file of that folder. */
  readonly method: string;
  /** Name of the method in tables. */
  readonly label: string;
  /** Names in the config of what its record holds, where that is more than one thing. */
  readonly parts?: readonly string[];
  readonly state: ReadyTask<Local> | UnavailableTask;
}

export interface ReadyTask<Local = unknown> {
  readonly kind: "ready";
  /** Everything that decides the result. Its SHA-256 is the key of the record. */
  readonly definition: Definition;
  /** What the work needs: the definition's values and what only this machine knows, such as paths. */
  readonly local: Local;
}

/** A task that cannot start on this machine, and what to do about it. */
export interface UnavailableTask {
  readonly kind: "unavailable";
  readonly reason: string;
  readonly hint: string | undefined;
  /** The config names files of the reader's own, and they are at fault: nothing is computed then. */
  readonly own?: true;
  /** Its definition, with those `checksums` of its data that are known without them. */
  readonly definition?: Definition | undefined;
}

/** What a task ends with, unless it throws. */
export type Outcome<Result = unknown> =
  | { readonly status: "done"; readonly result: Result }
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

/** Units by their names: pure functions of cloneable payloads, whose replies JSON can hold. */
export type Units = Readonly<Record<string, (payload: never) => unknown>>;

/** What a unit is given. */
export type PayloadOf<U extends Units, Name extends keyof U> = Parameters<U[Name]>[0];

/** A call of one of the experiment's units, with its expected cost in seconds. */
export interface UnitCall<Payload = unknown> {
  readonly payload: Payload;
  readonly seconds: number;
  /** Training Grams that it computes, where that is what it does. */
  readonly kernels?: number;
}

/** What a task computes with; `RunContext<typeof units>` knows the units' payloads and replies. */
export interface RunContext<U extends Units = Record<string, (payload: unknown) => unknown>> {
  /** Has the executor work off calls of a unit; the replies come in the order of the calls. */
  map<Name extends keyof U & string>(
    unit: Name,
    calls: readonly UnitCall<PayloadOf<U, Name>>[],
  ): Promise<ReturnType<U[Name]>[]>;
}

/** What an experiment says of itself in a few words. */
interface Face<Name extends string> {
  /** Value of the config's key `experiment`. */
  readonly name: Name;
  readonly label: string;
  /** Whether a config that names no experiment is of this one; one of them says so. */
  readonly default?: true;
}

/**
 * An experiment as its folder writes it, for `defineExperiment`.
 *
 * @typeParam Schema of the config's keys
 * @typeParam Local what a task needs (`ReadyTask.local`), structured-cloneable
 * @typeParam U its units
 * @typeParam Result of a record
 */
export interface ExperimentDefinition<
  Name extends string,
  Schema extends z.ZodObject,
  Local,
  U extends Units,
  Result,
> extends Face<Name> {
  /** The config keys of this experiment, each with a description. */
  readonly schema: Schema;
  /** Checks the values of a config together, beyond what the schema says of each. */
  check?(config: z.output<Schema>, context: z.core.$RefinementCtx): void;
  /** Schema of a record's `result`. */
  readonly result: z.ZodType<Result>;
  /** Every task of a config. A task's definition is made by `definitionOf`. */
  expand(config: z.output<Schema>, context: ExpandContext): Task<Local>[];
  /** What workers run. */
  readonly units: U;
  /** A unit's payload with something else in place of each absolute path; absent where it names none. */
  withFiles?(payload: PayloadOf<U, keyof U>, replace: (path: string) => string): unknown;
  /** Computes a task, by units. */
  run(local: NoInfer<Local>, context: RunContext<NoInfer<U>>): Promise<Outcome<NoInfer<Result>>>;
  /** Rough seconds of a task on one core, without looking at its data: to order and to weigh tasks. */
  nominalSeconds(local: NoInfer<Local>): number;
  /** Bytes that one worker holds at the same time, at most, beside the program itself. */
  workerBytes(local: NoInfer<Local>): number;
  /** The stages of a task, for the plan. May read the task's data. */
  stages(local: NoInfer<Local>): Stage[];
}

/** An experiment as config, plan, run and records see it: what its own types were is not known here. */
export interface Experiment extends Face<string> {
  readonly schema: z.ZodObject;
  check?(config: Readonly<Record<string, unknown>>, context: z.core.$RefinementCtx): void;
  readonly result: z.ZodType;
  expand(config: unknown, context: ExpandContext): Task[];
  readonly units: Readonly<Record<string, (payload: unknown) => unknown>>;
  withFiles?(payload: unknown, replace: (path: string) => string): unknown;
  run(task: ReadyTask, context: RunContext): Promise<Outcome>;
  nominalSeconds(task: ReadyTask): number;
  workerBytes(task: ReadyTask): number;
  stages(task: ReadyTask): Stage[];
}
