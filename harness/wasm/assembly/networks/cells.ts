import { at, minus, plus, sigmoid, tanh, times, vector } from "./lanes";

/*
 * What recurrent cells do with the sums of a step, entry by entry of (units, lanes). `starts` has the step at which
 * each lane starts: before it the state is 0, and has no gradient. Sizes are multiples of 4, lanes of 8.
 */

/** h = max(h, 0), and 0 in lanes that have not started. */
export function rectify(units: i32, lanes: i32, step: i32, starts: i32, h: i32): void {
  const now = f32x4.splat(<f32>step);
  const row = at(lanes);
  const zero = f32x4.splat(0);
  for (let lane: usize = 0; lane < row; lane += vector) {
    const started = f32x4.ge(now, v128.load(at(starts) + lane));
    let own = at(h) + lane;
    for (let i = 0; i < units; i++) {
      v128.store(own, v128.and(f32x4.max(v128.load(own), zero), started));
      own += row;
    }
  }
}

/** d = dh where h > 0, otherwise 0; then dh = 0. */
export function rectifyBack(units: i32, lanes: i32, h: i32, dh: i32, d: i32): void {
  const zero = f32x4.splat(0);
  const bytes = at(units * lanes);
  for (let k: usize = 0; k < bytes; k += vector) {
    const positive = f32x4.gt(v128.load(at(h) + k), zero);
    v128.store(at(d) + k, v128.and(v128.load(at(dh) + k), positive));
    v128.store(at(dh) + k, zero);
  }
}

/**
 * A step of a GRU. The gates (4 units, lanes) hold q = W_n h + c_n, which stays, and the sums of r, z and n (that
 * without r q), which become the gates.
 */
export function gruStep(
  units: i32, lanes: i32, step: i32, starts: i32, gates: i32, before: i32, h: i32,
): void {
  const now = f32x4.splat(<f32>step);
  const row = at(lanes);
  const size = <usize>units * row;
  for (let lane: usize = 0; lane < row; lane += vector) {
    const started = f32x4.ge(now, v128.load(at(starts) + lane));
    for (let k = lane; k < size; k += row) {
      const own = at(gates) + k;
      const r = sigmoid(v128.load(own + size));
      const z = sigmoid(v128.load(own + 2 * size));
      const n = tanh(plus(v128.load(own + 3 * size), times(r, v128.load(own))));
      v128.store(own + size, r);
      v128.store(own + 2 * size, z);
      v128.store(own + 3 * size, n);
      const next = plus(n, times(z, minus(v128.load(at(before) + k), n)));
      v128.store(at(h) + k, v128.and(next, started));
    }
  }
}

/**
 * The gradients d of the sums of such a step, (4 units, lanes): of q, and of r, z and n. dh, the gradient of the
 * new state, becomes what the old state has of it by z.
 */
export function gruStepBack(
  units: i32, lanes: i32, step: i32, starts: i32, gates: i32, before: i32, dh: i32, d: i32,
): void {
  const now = f32x4.splat(<f32>step);
  const one = f32x4.splat(1);
  const row = at(lanes);
  const size = <usize>units * row;
  for (let lane: usize = 0; lane < row; lane += vector) {
    const started = f32x4.ge(now, v128.load(at(starts) + lane));
    for (let k = lane; k < size; k += row) {
      const own = at(gates) + k;
      const to = at(d) + k;
      const out = v128.and(v128.load(at(dh) + k), started);
      const q = v128.load(own);
      const r = v128.load(own + size);
      const z = v128.load(own + 2 * size);
      const n = v128.load(own + 3 * size);
      const dn = times(times(out, minus(one, z)), minus(one, times(n, n)));
      const dz = times(out, minus(v128.load(at(before) + k), n));
      const dr = times(dn, q);
      v128.store(to, times(dn, r));
      v128.store(to + size, times(dr, times(r, minus(one, r))));
      v128.store(to + 2 * size, times(dz, times(z, minus(one, z))));
      v128.store(to + 3 * size, dn);
      v128.store(at(dh) + k, times(out, z));
    }
  }
}
