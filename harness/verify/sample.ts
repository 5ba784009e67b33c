import type { LocalOf, UnitsOf } from "../experiments/define-experiment.ts";
import type { Experiment, ReadyTask, RunContext } from "../experiments/experiment.ts";
import type { Difference } from "./finding.ts";

/** What is to be recomputed of a record's result. */
export interface SampleRequest<E extends Experiment> {
  readonly task: ReadyTask<LocalOf<E>>;
  readonly result: unknown;
  /** How many settings, and how many refits, at most. */
  readonly draws: number;
  /** Text that decides which. */
  readonly seed: string;
  readonly context: RunContext<UnitsOf<E>>;
}

export interface SampleOutcome {
  /** What was recomputed, in words. */
  readonly checked: string;
  readonly differences: readonly Difference[];
}

/** Recomputes a part of a result; its tasks and units have the types of the experiment `E`. */
export type Sampler<E extends Experiment> = (request: SampleRequest<E>) => Promise<SampleOutcome>;
