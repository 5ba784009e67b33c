import { plus, square, times, vector } from "./lanes";

/*
 * What each series alone determines, step by step (see `combine.ts` for the pack's layout): with
 * q = a'² before + |b'|² + c'² of the parts' variances, r = √q, and each ratio the part's standard
 * deviation over r, 0 where r is 0. `carry` holds q and r of the last step for every vector; the
 * caller sets it to 2 σh² and √2 σh where a series starts.
 */

@inline
function ratio(part: v128, r: v128, positive: v128): v128 {
  return v128.and(f64x2.div(part, r), positive);
}

/**
 * The first layer, `steps` steps of the values `x`, laid out by step, vector and channel.
 * @param recurrent σw/√2
 * @param input σu/√m
 * @param bias σb
 */
export function packInput(
  pack: usize, x: usize, carry: usize, vectors: i32, channels: i32, steps: i32, stride: usize,
  recurrent: f64, input: f64, bias: f64,
): void {
  const w = f64x2.splat(recurrent), u = f64x2.splat(input), c = f64x2.splat(bias);
  const ww = square(w), cc = square(c), zero = f64x2.splat(0);
  const size = <usize>channels * vector;
  for (let t = 0; t < steps; t++) {
    let p = pack;
    for (let v = 0; v < vectors; v++) {
      const last = carry + (<usize>v << 5);
      let squares = zero;
      for (let k: usize = 0; k < size; k += vector) {
        squares = plus(squares, square(times(u, v128.load(x + k))));
      }
      const q = plus(plus(times(ww, v128.load(last)), squares), cc);
      const r = f64x2.sqrt(q), positive = f64x2.gt(r, zero);
      v128.store(p, ratio(times(w, v128.load(last, 16)), r, positive));
      v128.store(p, ratio(c, r, positive), 16);
      v128.store(p, r, 32);
      for (let k: usize = 0; k < size; k += vector) {
        v128.store(p + k, ratio(times(u, v128.load(x + k)), r, positive), 48);
      }
      v128.store(last, q);
      v128.store(last, r, 16);
      x += size;
      p += 48 + size;
    }
    pack += stride;
  }
}

/**
 * A layer above, from the pack of the layer `below`, whose vectors have `belowBytes` bytes.
 * @param input σu/√2
 */
export function packAbove(
  pack: usize, below: usize, carry: usize, vectors: i32, belowBytes: usize, steps: i32, stride: usize,
  recurrent: f64, input: f64, bias: f64,
): void {
  const w = f64x2.splat(recurrent), u = f64x2.splat(input), c = f64x2.splat(bias);
  const ww = square(w), cc = square(c), zero = f64x2.splat(0);
  for (let t = 0; t < steps; t++) {
    let p = pack, b = below;
    for (let v = 0; v < vectors; v++) {
      const last = carry + (<usize>v << 5);
      const part = times(u, v128.load(b, 32));
      const q = plus(plus(times(ww, v128.load(last)), square(part)), cc);
      const r = f64x2.sqrt(q), positive = f64x2.gt(r, zero);
      v128.store(p, ratio(times(w, v128.load(last, 16)), r, positive));
      v128.store(p, ratio(c, r, positive), 16);
      v128.store(p, r, 32);
      v128.store(p, ratio(part, r, positive), 48);
      v128.store(last, q);
      v128.store(last, r, 16);
      p += 64;
      b += belowBytes;
    }
    pack += stride;
    below += stride;
  }
}
