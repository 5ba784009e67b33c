/**
 * Elementary functions built from + - × ÷ √ alone, whose results IEEE 754 fixes to the last bit:
 * the same arguments give the same bytes on every machine, which the language's own transcendental
 * functions do not promise. All are within 1 ulp of the exact value, tanh within 3 (elementary.test.ts); NaN gives NaN.
 * Series without a stated source are Taylor's; `fixtures/elementary.py` derives the other constants.
 */

const word = new DataView(new ArrayBuffer(8));

/** 2^k for a normal result, k = -1022 … 1023. */
function twoTo(k: number): number {
  word.setUint32(0, (k + 1023) << 20);
  word.setUint32(4, 0);
  return word.getFloat64(0);
}

// ln 2 in two parts: the first has 32 bits, so that its product with an exponent is exact.
const ln2High = 0.6931471803691238;
const ln2Low = 1.9082149292705877e-10;
const halfPiHigh = 1.5707963267948966;
const halfPiLow = 6.123233995736766e-17;

/** e^(r + c) - 1 for |r| <= ln(2) / 2 and a c that rounding r has lost. */
function exponentialTail(r: number, c: number): number {
  let p = 1 / 6227020800;
  p = 1 / 479001600 + r * p;
  p = 1 / 39916800 + r * p;
  p = 1 / 3628800 + r * p;
  p = 1 / 362880 + r * p;
  p = 1 / 40320 + r * p;
  p = 1 / 5040 + r * p;
  p = 1 / 720 + r * p;
  p = 1 / 120 + r * p;
  p = 1 / 24 + r * p;
  p = 1 / 6 + r * p;
  p = 0.5 + r * p;
  return r + (c + r * r * p);
}

/** e^x; 0 below -745.14 and Infinity above 709.79. */
export function exp(x: number): number {
  if (!(x <= 709.782712893384)) return x > 0 ? Number.POSITIVE_INFINITY : Number.NaN;
  if (x < -745.1332191019412) return 0;
  // x = k ln 2 + r + c with |r| <= ln(2) / 2; c is what rounding r has lost.
  const k = Math.floor(x * Math.LOG2E + 0.5);
  const high = x - k * ln2High;
  const low = k * ln2Low;
  const r = high - low;
  const y = 1 + exponentialTail(r, high - r - low);
  if (k >= -1021 && k <= 1023) return y * twoTo(k);
  const half = k >> 1; // two steps: 2^k itself may be out of range
  return y * twoTo(half) * twoTo(k - half);
}

/** Hyperbolic tangent, by E / (E + 2) with E = e^(2 |x|) - 1. */
export function tanh(x: number): number {
  const magnitude = Math.abs(x);
  if (magnitude < 1e-8) return x;
  if (magnitude > 20) return x < 0 ? -1 : 1;
  const twice = 2 * magnitude;
  const k = Math.floor(twice * Math.LOG2E + 0.5);
  const high = twice - k * ln2High;
  const low = k * ln2Low;
  const r = high - low;
  const tail = exponentialTail(r, high - r - low);
  const power = twoTo(k);
  const E = power - 1 + power * tail;
  const value = E / (E + 2);
  return x < 0 ? -value : value;
}

/** Natural logarithm; -Infinity at 0, NaN below. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  const subnormal = x < 2.2250738585072014e-308;
  word.setFloat64(0, subnormal ? x * 18014398509481984 : x); // 2^54
  const top = word.getUint32(0);
  let k = (top >>> 20) - 1023 - (subnormal ? 54 : 0);
  word.setUint32(0, (top & 0xfffff) | 0x3ff00000);
  let m = word.getFloat64(0);
  if (m > Math.SQRT2) {
    m *= 0.5;
    k += 1;
  }
  // ln(1 + f) = 2 artanh s = 2 s + s R(s²) with s = f / (2 + f), and 2 s = f - f²/2 + s f²/2.
  const f = m - 1;
  const s = f / (2 + f);
  const z = s * s;
  let p = 2 / 21;
  p = 2 / 19 + z * p;
  p = 2 / 17 + z * p;
  p = 2 / 15 + z * p;
  p = 2 / 13 + z * p;
  p = 2 / 11 + z * p;
  p = 2 / 9 + z * p;
  p = 2 / 7 + z * p;
  p = 2 / 5 + z * p;
  p = 2 / 3 + z * p;
  const halfSquare = 0.5 * f * f;
  return k * ln2High + (f - (halfSquare - (s * (halfSquare + z * p) + k * ln2Low)));
}

/**
 * P(z) of arcsin x = x + x z P(z), z = x² <= 1/4; error of arcsin 4e-18 relative (near-minimax).
 * In pairs (Estrin's scheme): the kernels wait for this more than for anything else.
 */
function arcsineTail(z: number): number {
  const z2 = z * z;
  const z4 = z2 * z2;
  const low =
    0.16666666666666669 +
    0.07499999999998433 * z +
    z2 * (0.04464285714635543 + 0.030381944138531247 * z);
  const middle =
    0.02237217294214989 +
    0.017352392720869973 * z +
    z2 * (0.013971212973552933 + 0.011479177415184906 * z);
  const high =
    0.01032281435018578 +
    0.005457506718640358 * z +
    z2 * (0.01740087944269402 + -0.014851887071247204 * z);
  return low + z4 * (middle + z4 * (high + z4 * 0.028757851367421566));
}

/**
 * The angle whose versine, 1 - cos, is v, for v in [0, 2], in radians; NaN outside.
 * Keeps its relative precision for small v, where acos(1 - v) would lose half of the digits.
 */
export function angleOfVersine(v: number): number {
  if (v > 0.5) return acos(1 - v);
  // 2 arcsin √z; the root in two parts, the first short enough for an exact square.
  const z = 0.5 * v;
  const s = Math.sqrt(z);
  const high = Math.fround(s);
  if (high < 1e-18) return Math.sqrt(2 * v);
  const low = (z - high * high) / (s + high);
  return 2 * (high + (low + s * z * arcsineTail(z)));
}

/** Arc cosine in [0, π]; NaN outside [-1, 1]. */
export function acos(x: number): number {
  if (x >= 0.5) return angleOfVersine(1 - x);
  if (x <= -0.5) {
    const z = 0.5 * (1 + x);
    const s = Math.sqrt(z);
    return 2 * (halfPiHigh - (s + (s * z * arcsineTail(z) - halfPiLow)));
  }
  const z = x * x;
  return halfPiHigh - (x - (halfPiLow - x * z * arcsineTail(z)));
}

/** Arc sine in [-π/2, π/2]; NaN outside [-1, 1]. */
export function asin(x: number): number {
  const magnitude = Math.abs(x);
  if (!(magnitude > 0.5)) {
    const z = x * x;
    return x + x * z * arcsineTail(z);
  }
  const z = 0.5 * (1 - magnitude);
  const s = Math.sqrt(z);
  const high = Math.fround(s);
  const low = s > 0 ? (z - high * high) / (s + high) : s;
  const angle = halfPiHigh - 2 * high - (2 * (low + s * z * arcsineTail(z)) - halfPiLow);
  return x < 0 ? -angle : angle;
}

// π/2 in four parts; the first three have 33 bits, so that their products with k < 2^20 are exact.
const halfPi1 = 1.5707963267341256;
const halfPi2 = 6.077100506303966e-11;
const halfPi3 = 2.0222662487111665e-21;
const halfPi4 = 8.4784276603689e-32;
const largestAngle = 1048576;

interface ReducedAngle {
  readonly quadrant: number;
  /** x - quadrant · π/2 = high + low, |high| <= π/4. */
  readonly high: number;
  readonly low: number;
}

function reduced(x: number): ReducedAngle {
  if (Math.abs(x) > largestAngle)
    throw new RangeError(`sin and cos take angles up to ${largestAngle} radians, not ${x}`);
  const k = Math.floor(x * 0.6366197723675814 + 0.5);
  const first = x - k * halfPi1;
  const [second, lost2] = difference(first, k * halfPi2);
  const [third, lost3] = difference(second, k * halfPi3);
  const rest = lost2 + (lost3 - k * halfPi4);
  const high = third + rest;
  return { quadrant: k & 3, high, low: third - high + rest };
}

/** a - b and its rounding error. */
function difference(a: number, b: number): readonly [number, number] {
  const d = a - b;
  const back = a - d;
  return [d, a - (d + back) + (back - b)];
}

function sineOf({ high: r, low }: ReducedAngle): number {
  const z = r * r;
  let p = 1 / 355687428096000;
  p = -1 / 1307674368000 + z * p;
  p = 1 / 6227020800 + z * p;
  p = -1 / 39916800 + z * p;
  p = 1 / 362880 + z * p;
  p = -1 / 5040 + z * p;
  p = 1 / 120 + z * p;
  p = -1 / 6 + z * p;
  return r + (r * z * p + low * (1 - 0.5 * z));
}

function cosineOf({ high: r, low }: ReducedAngle): number {
  const z = r * r;
  let p = -1 / 6402373705728000;
  p = 1 / 20922789888000 + z * p;
  p = -1 / 87178291200 + z * p;
  p = 1 / 479001600 + z * p;
  p = -1 / 3628800 + z * p;
  p = 1 / 40320 + z * p;
  p = -1 / 720 + z * p;
  p = 1 / 24 + z * p;
  const half = 0.5 * z;
  const sum = 1 - half;
  return sum + (1 - sum - half + (z * z * p - r * low));
}

/** Sine of an angle in radians; RangeError beyond 2^20 radians, NaN for infinite angles. */
export function sin(x: number): number {
  if (Math.abs(x) < 1e-8) return x;
  if (!Number.isFinite(x)) return Number.NaN;
  const angle = reduced(x);
  const value = angle.quadrant & 1 ? cosineOf(angle) : sineOf(angle);
  return angle.quadrant & 2 ? -value : value;
}

/** Cosine of an angle in radians; RangeError beyond 2^20 radians, NaN for infinite angles. */
export function cos(x: number): number {
  if (!Number.isFinite(x)) return Number.NaN;
  const angle = reduced(x);
  const value = angle.quadrant & 1 ? sineOf(angle) : cosineOf(angle);
  return (angle.quadrant + 1) & 2 ? -value : value;
}

/**
 * x^n for an integer n by repeated squaring, 0^0 = 1; RangeError for another n.
 * The relative error is at most |n| units of 2^-53.
 */
export function power(x: number, n: number): number {
  if (!Number.isInteger(n)) throw new RangeError(`power takes integer exponents, not ${n}`);
  let result = 1;
  let square = x;
  for (let rest = Math.abs(n); rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result *= square;
    square *= square;
  }
  return n < 0 ? 1 / result : result;
}
