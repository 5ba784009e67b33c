import { HarnessError } from "../errors.ts";
import { didYouMean } from "../nearest.ts";
import { classification } from "./classification/classification.ts";
import { conventions } from "./conventions/conventions.ts";
import { convergence } from "./convergence/convergence.ts";
import type { Experiment } from "./experiment.ts";
import { stock } from "./regression/stock.ts";
import { synthetic } from "./regression/synthetic.ts";
import { sensitivity } from "./sensitivity/sensitivity.ts";

/** Every experiment of the program. */
export const experiments = [
  classification,
  convergence,
  sensitivity,
  synthetic,
  stock,
  conventions,
] as const satisfies readonly Experiment[];

/** The value of a config's key `experiment`. */
export type ExperimentName = (typeof experiments)[number]["name"];

/** The experiment of that name. */
export function experimentNamed(name: string): Experiment {
  const all: readonly Experiment[] = experiments;
  const found = all.find((experiment) => experiment.name === name);
  if (found) return found;
  const names = experiments.map((experiment) => experiment.name);
  throw new HarnessError("config", `unknown experiment "${name}"${didYouMean(name, names)}`);
}
