/** Bytes of two lanes of float64. */
export const vector: usize = 16;

@inline
export function get(base: usize, k: i32): f64 {
  return load<f64>(base + (<usize>k << 3));
}

@inline
export function set(base: usize, k: i32, value: f64): void {
  store<f64>(base + (<usize>k << 3), value);
}

@inline
export function getI(base: usize, k: i32): i32 {
  return load<i32>(base + (<usize>k << 2));
}

/** Both lanes the same entry. */
@inline
export function splat(base: usize, k: i32): v128 {
  return v128.load64_splat(base + (<usize>k << 3));
}

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
