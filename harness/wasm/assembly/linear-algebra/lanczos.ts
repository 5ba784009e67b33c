import { minus, plus, times } from "./entries";

/**
 * A step of four sequences of Lanczos, whose vectors are the columns of panels (n, 4): of w = K v it makes
 * α = vᵀ w, w - α v - β v', and that divided by its norm, which is the next β, where it is not 0.
 * @param previous v', the vectors before v
 * @param alphas (4), written
 * @param betas (4), replaced
 */
export function stepLanczos(
  n: i32, w: usize, v: usize, previous: usize, alphas: usize, betas: usize,
): void {
  const bytes = <usize>n << 5;
  let a0 = f64x2.splat(0);
  let a1 = a0;
  for (let at: usize = 0; at < bytes; at += 32) {
    a0 = plus(a0, times(v128.load(v + at), v128.load(w + at)));
    a1 = plus(a1, times(v128.load(v + at, 16), v128.load(w + at, 16)));
  }
  v128.store(alphas, a0);
  v128.store(alphas, a1, 16);
  const b0 = v128.load(betas);
  const b1 = v128.load(betas, 16);
  let s0 = f64x2.splat(0);
  let s1 = s0;
  for (let at: usize = 0; at < bytes; at += 32) {
    const w0 = minus(
      minus(v128.load(w + at), times(a0, v128.load(v + at))),
      times(b0, v128.load(previous + at)),
    );
    const w1 = minus(
      minus(v128.load(w + at, 16), times(a1, v128.load(v + at, 16))),
      times(b1, v128.load(previous + at, 16)),
    );
    v128.store(w + at, w0);
    v128.store(w + at, w1, 16);
    s0 = plus(s0, times(w0, w0));
    s1 = plus(s1, times(w1, w1));
  }
  v128.store(betas, f64x2.sqrt(s0));
  v128.store(betas, f64x2.sqrt(s1), 16);
  divide(w, bytes, betas);
}

/** Divides each of four columns by its number; a column that is divided by 0 becomes 0. */
@inline
function divide(w: usize, bytes: usize, divisors: usize): void {
  const zero = f64x2.splat(0);
  const d0 = v128.load(divisors);
  const d1 = v128.load(divisors, 16);
  const keep0 = f64x2.gt(d0, zero);
  const keep1 = f64x2.gt(d1, zero);
  for (const end = w + bytes; w < end; w += 32) {
    v128.store(w, v128.and(f64x2.div(v128.load(w), d0), keep0));
    v128.store(w, v128.and(f64x2.div(v128.load(w, 16), d1), keep1), 16);
  }
}
