import { four, two } from "./activate";
import { minus, plus, scratchBytes, square, stateBytes, times, vector } from "./lanes";

/*
 * A step of the recursion up to the nonlinearity. A tile is the rows `rowFrom` to `rowTo` against
 * the vectors `from` to `to` of columns, one row after the other without gaps; in a `triangle` a row
 * starts with the vector that holds the diagonal. `rows` and `columns` are the packs of the step,
 * for each vector of series the ratios a (recurrent) and c (bias), the standard deviation r, and the
 * ratios b_1 … b_m (input); a² + c² + |b|² = 1.
 *
 * With a = a_i a_j and so on, 2 (1 - rho) and its counterpart 2 (1 + rho) are sums of non-negative
 * terms, so that neither loses its digits where it is small:
 *
 *     2 (1 - rho) = (a_i - a_j)² + (c_i - c_j)² + |b_i - b_j|² + a mu
 *     2 (1 + rho) = (a_i - a_j)² + (c_i - c_j)² + |b_i + b_j|² + 4 (a + c) - a mu
 *     2 theta     = 2 - 2 (1 - rho) + a nu
 *
 * States are overwritten: (mu, nu) becomes (2 (1 - rho), 2 theta); x, the smaller of the first
 * two, goes to the scratch.
 */

/** First vector of a row in the tile. */
@inline
export function rowStart(row: i32, from: i32, triangle: i32): i32 {
  return triangle ? max(from, row >> 1) : from;
}

/** Where the ratios of a series start in a pack whose vectors have `bytes` bytes. */
@inline
export function seriesAt(pack: usize, series: i32, bytes: usize): usize {
  return pack + <usize>(series >> 1) * bytes + (<usize>(series & 1) << 3);
}

@inline
function combineRow(
  state: usize, scratch: usize, own: usize, first: usize, end: usize, bytes: usize, several: bool,
): void {
  const a = v128.load64_splat(own), c = v128.load64_splat(own, 16), b = v128.load64_splat(own, 48);
  const second = two(), fourth = four();
  for (let p = first; p < end; p += bytes) {
    const otherA = v128.load(p), otherC = v128.load(p, 16), otherB = v128.load(p, 48);
    const common = plus(square(minus(a, otherA)), square(minus(c, otherC)));
    let squaredDifferences = plus(common, square(minus(b, otherB)));
    let squaredSums = plus(common, square(plus(b, otherB)));
    if (several) {
      for (let k: usize = 64; k < bytes; k += vector) {
        const ownB = v128.load64_splat(own + k), channel = v128.load(p + k);
        squaredDifferences = plus(squaredDifferences, square(minus(ownB, channel)));
        squaredSums = plus(squaredSums, square(plus(ownB, channel)));
      }
    }
    const recurrent = times(a, otherA);
    const mu = times(recurrent, v128.load(state));
    const twiceOneMinusRho = plus(squaredDifferences, mu);
    v128.store(state, twiceOneMinusRho);
    const nu = times(recurrent, v128.load(state, 16));
    v128.store(state, plus(minus(second, twiceOneMinusRho), nu), 16);
    const rest = minus(times(fourth, plus(recurrent, times(c, otherC))), mu);
    const twiceOnePlusRho = plus(squaredSums, rest);
    v128.store(scratch, f64x2.pmin(twiceOnePlusRho, twiceOneMinusRho));
    state += stateBytes;
    scratch += scratchBytes;
  }
}

/** The first layer, whose input are the m = `channels` values of the series. */
export function combineInput(
  state: usize, scratch: usize, rows: usize, columns: usize,
  rowFrom: i32, rowTo: i32, from: i32, to: i32, triangle: i32, channels: i32,
): void {
  const bytes = <usize>(channels + 3) * vector;
  const end = columns + <usize>to * bytes;
  for (let row = rowFrom; row < rowTo; row++) {
    const start = rowStart(row, from, triangle);
    const own = seriesAt(rows, row, bytes), first = columns + <usize>start * bytes;
    if (channels == 1) combineRow(state, scratch, own, first, end, 64, false);
    else combineRow(state, scratch, own, first, end, bytes, true);
    state += <usize>(to - start) * stateBytes;
    scratch += <usize>(to - start) * scratchBytes;
  }
}

/**
 * A layer above, whose one input is the layer below: with b = b_i b_j, b mu_below joins a mu in
 * 2 (1 - rho) and leaves 2 (1 + rho), where 4 b joins; b nu_below joins a nu.
 */
export function combineAbove(
  state: usize, scratch: usize, below: usize, rows: usize, columns: usize,
  rowFrom: i32, rowTo: i32, from: i32, to: i32, triangle: i32,
): void {
  const bytes: usize = 4 * vector;
  const end = columns + <usize>to * bytes;
  const second = two(), fourth = four();
  for (let row = rowFrom; row < rowTo; row++) {
    const own = seriesAt(rows, row, bytes);
    const a = v128.load64_splat(own), c = v128.load64_splat(own, 16), b = v128.load64_splat(own, 48);
    for (let p = columns + <usize>rowStart(row, from, triangle) * bytes; p < end; p += bytes) {
      const otherA = v128.load(p), otherC = v128.load(p, 16), otherB = v128.load(p, 48);
      const common = plus(square(minus(a, otherA)), square(minus(c, otherC)));
      const squaredDifferences = plus(common, square(minus(b, otherB)));
      const recurrent = times(a, otherA), input = times(b, otherB);
      const mu = plus(times(recurrent, v128.load(state)), times(input, v128.load(below)));
      const nu = plus(times(recurrent, v128.load(state, 16)), times(input, v128.load(below, 16)));
      const twiceOneMinusRho = plus(squaredDifferences, mu);
      v128.store(state, twiceOneMinusRho);
      v128.store(state, plus(minus(second, twiceOneMinusRho), nu), 16);
      const total = plus(plus(recurrent, times(c, otherC)), input);
      const twiceOnePlusRho = plus(squaredDifferences, minus(times(fourth, total), mu));
      v128.store(scratch, f64x2.pmin(twiceOnePlusRho, twiceOneMinusRho));
      state += stateBytes;
      below += stateBytes;
      scratch += scratchBytes;
    }
  }
}

/**
 * The first layer on vectors with an angle between them, given 1 - cos and 1 + cos in the order of
 * the pairs, which take the place of mu / 2 and (4 - mu) / 2; b is not used:
 *
 *     2 (1 - rho) = (a_i - a_j)² + (c_i - c_j)² + 2 a (1 - cos)
 *     2 (1 + rho) = (a_i - a_j)² + (c_i - c_j)² + 2 a (1 + cos) + 4 c
 *     2 theta     = 2 - 2 (1 - rho)
 */
export function combineAngles(
  state: usize, scratch: usize, oneMinusCosine: usize, onePlusCosine: usize,
  rows: usize, columns: usize,
  rowFrom: i32, rowTo: i32, from: i32, to: i32, triangle: i32,
): void {
  const bytes: usize = 4 * vector;
  const end = columns + <usize>to * bytes;
  const second = two(), fourth = four();
  for (let row = rowFrom; row < rowTo; row++) {
    const own = seriesAt(rows, row, bytes);
    const a = v128.load64_splat(own), c = v128.load64_splat(own, 16);
    for (let p = columns + <usize>rowStart(row, from, triangle) * bytes; p < end; p += bytes) {
      const otherA = v128.load(p), otherC = v128.load(p, 16);
      const common = plus(square(minus(a, otherA)), square(minus(c, otherC)));
      const weight = times(second, times(a, otherA)), bias = times(fourth, times(c, otherC));
      const twiceOneMinusRho = plus(common, times(weight, v128.load(oneMinusCosine)));
      const twiceOnePlusRho = plus(plus(common, times(weight, v128.load(onePlusCosine))), bias);
      v128.store(state, twiceOneMinusRho);
      v128.store(state, minus(second, twiceOneMinusRho), 16);
      v128.store(scratch, f64x2.pmin(twiceOnePlusRho, twiceOneMinusRho));
      state += stateBytes;
      scratch += scratchBytes;
      oneMinusCosine += vector;
      onePlusCosine += vector;
    }
  }
}
