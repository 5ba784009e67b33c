import type { ReadyTask, RunContext } from "../experiments/experiment.ts";
import type { HarnessRecord } from "../store/record.ts";
import { sampleClassification } from "./classification/sample.ts";
import type { Difference } from "./finding.ts";

/** What is to be recomputed of a record's result. */
export interface SampleRequest {
  readonly task: ReadyTask;
  readonly record: HarnessRecord & { readonly status: "done" };
  /** How many settings, and how many refits, at most. */
  readonly draws: number;
  /** Text that decides which. */
  readonly seed: string;
  readonly context: RunContext;
}

export interface SampleOutcome {
  /** What was recomputed, in words. */
  readonly checked: string;
  readonly differences: readonly Difference[];
}

/** Recomputes a part of a result. */
export type Sampler = (request: SampleRequest) => Promise<SampleOutcome>;

/** Experiments of which a part can be recomputed; of the others the whole is. */
export const samplers: Readonly<Record<string, Sampler>> = {
  classification: sampleClassification,
};
