/* Short names for the arithmetic of two lanes of float64. */

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

/** Bytes of two lanes. */
export const vector: usize = 16;
