import { exp, tanh } from "../../math/elementary.ts";
import type { Arithmetic } from "../../wasm/twin/networks/arithmetic.ts";

/** Numbers of 64 bits: for derivatives by finite differences, and to follow others that compute so. */
export const float64: Arithmetic = {
  round: (value) => value,
  sigmoid: (x) => 1 / (1 + exp(-x)),
  tanh,
};
