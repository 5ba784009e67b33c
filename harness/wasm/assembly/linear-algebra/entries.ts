export { minus, plus, times, vector } from "../shared/float64-lanes";

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
