/* Short names for two lanes of float64, and the layout that all parts of the module share. */

@inline
export function plus(a: v128, b: v128): v128 {
  return f64x2.add(a, b);
}

@inline
export function minus(a: v128, b: v128): v128 {
  return f64x2.sub(a, b);
}

@inline
export function times(a: v128, b: v128): v128 {
  return f64x2.mul(a, b);
}

@inline
export function square(a: v128): v128 {
  return f64x2.mul(a, a);
}

/** Bytes of a vector: two neighbouring series, or the pairs of one series with two neighbours. */
export const vector: usize = 16;
/** Bytes of a vector of states: mu and nu. */
export const stateBytes: usize = 32;
/** Bytes of a vector of scratch: x, then its root; D; A; x H. */
export const scratchBytes: usize = 64;
