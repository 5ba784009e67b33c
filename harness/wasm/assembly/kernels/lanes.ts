/* The arithmetic of two lanes of float64, and the layout that all parts of the module share. */

export { minus, plus, times, vector } from "../shared/float64-lanes";

@inline
export function square(a: v128): v128 {
  return f64x2.mul(a, a);
}

/* A vector is two neighbouring series, or the pairs of one series with two neighbours. */

/** Bytes of a vector of states: mu and nu. */
export const stateBytes: usize = 32;
/** Bytes of a vector of scratch: x, then its root; D; A; x H. */
export const scratchBytes: usize = 64;
