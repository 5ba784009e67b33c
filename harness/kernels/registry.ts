import { HarnessError } from "../errors.ts";
import { didYouMean } from "../nearest.ts";
import type { Kernel } from "./kernel.ts";
import { ntk } from "./ntk.ts";
import { polynomial } from "./polynomial.ts";
import { rbf } from "./rbf.ts";
import { rntk } from "./rntk.ts";

/** All kernels, in the order of tables. */
export const kernels: readonly Kernel[] = [rntk, ntk, rbf, polynomial];

/** @throws HarnessError `config` with the nearest name, where there is no such kernel */
export function kernelNamed(name: string): Kernel {
  const kernel = kernels.find((candidate) => candidate.name === name);
  if (kernel !== undefined) return kernel;
  const names = kernels.map((candidate) => candidate.name);
  throw new HarnessError(
    "config",
    `unknown kernel "${name}"${didYouMean(name, names) || `; kernels are ${names.join(", ")}`}`,
  );
}
