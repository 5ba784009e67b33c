/*
 * Elementary functions in four lanes of float32. The polynomials are those of Cephes (S. L. Moshier, expf and
 * tanhf); `../../twin/networks/float32.ts` has them in the same order. NaN gives NaN.
 */

/** Bytes of four lanes. */
export const vector: usize = 16;

/** The byte of a number's index. */
@inline
export function at(index: i32): usize {
  return <usize>index << 2;
}

@inline
export function plus(a: v128, b: v128): v128 {
  return f32x4.add(a, b);
}

@inline
export function minus(a: v128, b: v128): v128 {
  return f32x4.sub(a, b);
}

@inline
export function times(a: v128, b: v128): v128 {
  return f32x4.mul(a, b);
}

@inline
function all(value: f32): v128 {
  return f32x4.splat(value);
}

/** e^x for x from -87 to 88; what is beyond counts as the nearer of the two. */
@inline
function exp(x: v128): v128 {
  const inside = f32x4.pmin(f32x4.pmax(x, all(-87)), all(88));
  const shifted = plus(times(inside, all(<f32>1.4426950408889634)), all(12582912));
  const k = minus(shifted, all(12582912));
  const r = minus(minus(inside, times(k, all(<f32>0.693359375))), times(k, all(<f32>-2.1219444e-4)));
  let p = all(<f32>1.9875691500e-4);
  p = plus(times(p, r), all(<f32>1.3981999507e-3));
  p = plus(times(p, r), all(<f32>8.3334519073e-3));
  p = plus(times(p, r), all(<f32>4.1665795894e-2));
  p = plus(times(p, r), all(<f32>1.6666665459e-1));
  p = plus(times(p, r), all(<f32>5.0000001201e-1));
  const y = plus(plus(times(p, times(r, r)), r), all(1));
  // k stands in the lowest bits of `shifted`, and goes to the exponent.
  return times(y, i32x4.add(i32x4.shl(shifted, 23), i32x4.splat(0x3f800000)));
}

/** 1 / (1 + e^-x) */
@inline
export function sigmoid(x: v128): v128 {
  return f32x4.div(all(1), plus(all(1), exp(f32x4.neg(x))));
}

@inline
export function tanh(x: v128): v128 {
  const sign = v128.and(x, i32x4.splat(0x80000000));
  const magnitude = f32x4.abs(x);
  const z = times(x, x);
  let p = all(<f32>-5.70498872745e-3);
  p = plus(times(p, z), all(<f32>2.06390887954e-2));
  p = plus(times(p, z), all(<f32>-5.37397155531e-2));
  p = plus(times(p, z), all(<f32>1.33314422036e-1));
  p = plus(times(p, z), all(<f32>-3.33332819422e-1));
  const near = plus(times(times(p, z), x), x);
  const e = exp(plus(magnitude, magnitude));
  const far = minus(all(1), f32x4.div(all(2), plus(e, all(1))));
  return v128.bitselect(near, v128.or(far, sign), f32x4.lt(magnitude, all(<f32>0.625)));
}

/** The sums across the lanes of four vectors, (0 + 1) + (2 + 3) each. */
@inline
export function acrossLanes(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = plus(
    v128.shuffle<i32>(a, b, 0, 4, 2, 6),
    v128.shuffle<i32>(a, b, 1, 5, 3, 7),
  );
  const cd = plus(
    v128.shuffle<i32>(c, d, 0, 4, 2, 6),
    v128.shuffle<i32>(c, d, 1, 5, 3, 7),
  );
  return plus(
    v128.shuffle<i32>(ab, cd, 0, 1, 4, 5),
    v128.shuffle<i32>(ab, cd, 2, 3, 6, 7),
  );
}
