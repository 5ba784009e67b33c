import { HarnessError } from "../errors.ts";
import { didYouMean } from "../nearest.ts";
import { kernelMethod } from "./kernel/kernel-method.ts";
import { ridge } from "./kernel/ridge.ts";
import { svm } from "./kernel/svm.ts";
import type { Method } from "./method.ts";
import { nearestNeighbour } from "./nearest-neighbour.ts";
import { networkMethod } from "./network/network-method.ts";

/** All methods of classification; of those with kernels the first is what a config means that names none. */
export const methods: readonly Method[] = [
  kernelMethod(svm),
  kernelMethod(ridge),
  nearestNeighbour,
  networkMethod({ kind: "gaussian-rnn", label: "Gaussian RNN" }),
  networkMethod({ kind: "identity-rnn", label: "Identity RNN" }),
  networkMethod({ kind: "gru", label: "GRU" }),
];

/** @throws HarnessError `config` with the nearest name, where there is no such method */
export function methodNamed(name: string): Method {
  const found = methods.find((method) => method.name === name);
  if (found !== undefined) return found;
  const names = methods.map((method) => method.name);
  throw new HarnessError(
    "config",
    `unknown method "${name}"${didYouMean(name, names) || `; methods are ${names.join(", ")}`}`,
  );
}
