import type { Experiment } from "../experiments/experiment.ts";
import type { experiments } from "../experiments/registry.ts";
import { sampleClassification } from "./classification/sample.ts";
import type { Sampler } from "./sample.ts";

/** `whole` where no part of a record can be recomputed by itself. */
type Samplers = {
  readonly [E in (typeof experiments)[number] as E["name"]]: Sampler<E> | "whole";
};

/** How `verify` recomputes a sample of a record, for every experiment. */
export const samplers: Samplers = {
  classification: sampleClassification,
  convergence: "whole",
  sensitivity: "whole",
  synthetic: "whole",
  stock: "whole",
  conventions: "whole",
};

/** The sampler of an experiment; `undefined` where whole records are recomputed. */
export function samplerOf(experiment: string): Sampler<Experiment> | undefined {
  const found = Object.hasOwn(samplers, experiment)
    ? samplers[experiment as keyof Samplers]
    : undefined;
  return found === "whole" ? undefined : (found as Sampler<Experiment> | undefined);
}
