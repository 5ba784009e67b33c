import {
  A0, A1, A2, A3, A4, A5, D0, D1, D2, D3, D4, H0, H1, H2, H3, H4, H5,
} from "./arc";
import { minus, plus, scratchBytes, stateBytes, times } from "./lanes";

/*
 * Constants are read from memory before a loop: V8 then keeps them in registers, where it would
 * build a literal anew each time.
 */
const table = memory.data<f64>([
  A0, A1, A2, A3, A4, A5, D0, D1, D2, D3, D4, H0, H1, H2, H3, H4, H5, 1, 2, 4,
]);

@inline
function constant(index: usize): v128 {
  return v128.load64_splat(table + (index << 3));
}

@inline
export function one(): v128 {
  return constant(17);
}

@inline
export function two(): v128 {
  return constant(18);
}

@inline
export function four(): v128 {
  return constant(19);
}

/**
 * The polynomials of `count` vectors: from x, its root, D(x), A(x) and x H(x).
 * Short chains on many vectors: the processor overlaps those that are independent.
 */
@inline
function evaluate(scratch: usize, count: i32): void {
  const a0 = constant(0), a1 = constant(1), a2 = constant(2);
  const a3 = constant(3), a4 = constant(4), a5 = constant(5);
  const d0 = constant(6), d1 = constant(7), d2 = constant(8), d3 = constant(9), d4 = constant(10);
  const h0 = constant(11), h1 = constant(12), h2 = constant(13);
  const h3 = constant(14), h4 = constant(15), h5 = constant(16);
  const end = scratch + <usize>count * scratchBytes;
  for (let p = scratch; p < end; p += scratchBytes) {
    const x = v128.load(p);
    v128.store(p, f64x2.sqrt(x));
    let d = plus(d4, x);
    d = plus(d3, times(d, x));
    d = plus(d2, times(d, x));
    d = plus(d1, times(d, x));
    v128.store(p, plus(d0, times(d, x)), 16);
    let a = plus(a4, times(a5, x));
    a = plus(a3, times(a, x));
    a = plus(a2, times(a, x));
    a = plus(a1, times(a, x));
    v128.store(p, plus(a0, times(a, x)), 32);
    let h = plus(h4, times(h5, x));
    h = plus(h3, times(h, x));
    h = plus(h2, times(h, x));
    h = plus(h1, times(h, x));
    v128.store(p, times(plus(h0, times(h, x)), x), 48);
  }
}

/** From 2 (1 - rho) and 2 theta: mu = 2 (1 - f(rho)) and nu = 2 g(rho) theta. */
@inline
function finish(state: usize, scratch: usize, count: i32): void {
  const first = one(), second = two();
  const end = state + <usize>count * stateBytes;
  let s = scratch;
  for (let p = state; p < end; p += stateBytes) {
    const r = f64x2.div(v128.load(s), v128.load(s, 16));
    const twiceOneMinusRho = v128.load(p);
    const angle = times(r, v128.load(s, 32));
    v128.store(p, minus(f64x2.pmin(second, twiceOneMinusRho), times(r, v128.load(s, 48))));
    // g = 1 - angle / pi for rho >= 0, and the angle of -rho over pi below.
    const g = f64x2.abs(minus(v128.and(f64x2.le(twiceOneMinusRho, second), first), angle));
    v128.store(p, times(g, v128.load(p, 16)), 16);
    s += scratchBytes;
  }
}

/** As `finish`, but nu = 2 f(rho) theta with 2 f = 2 - mu: F / sqrt(q q') in the place of G. */
@inline
function finishNormalised(state: usize, scratch: usize, count: i32): void {
  const first = one(), second = two();
  const half = f64x2.splat(0.5);
  const end = state + <usize>count * stateBytes;
  let s = scratch;
  for (let p = state; p < end; p += stateBytes) {
    const r = f64x2.div(v128.load(s), v128.load(s, 16));
    const mu = minus(f64x2.pmin(second, v128.load(p)), times(r, v128.load(s, 48)));
    v128.store(p, mu);
    v128.store(p, times(minus(first, times(mu, half)), v128.load(p, 16)), 16);
    s += scratchBytes;
  }
}

/**
 * Sends `count` vectors through the ReLU: states (2 (1 - rho), 2 theta) become (mu, nu), given
 * x = 2 (1 - |rho|) in the scratch.
 */
export function activate(state: usize, scratch: usize, count: i32): void {
  evaluate(scratch, count);
  finish(state, scratch, count);
}

/** As `activate`, with the nonlinearity's own transform over the deviations for its derivative's. */
export function activateNormalised(state: usize, scratch: usize, count: i32): void {
  evaluate(scratch, count);
  finishNormalised(state, scratch, count);
}
