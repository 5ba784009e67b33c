import { four, two } from "./activate";
import { minus, plus, scratchBytes, square, stateBytes, times, vector } from "./lanes";

/*
 * A step of the recursion up to the nonlinearity. A tile is the rows `rowFrom` to `rowTo` against
 * the vectors `from` to `to` of columns, one row after the other without gaps; in a `triangle` a row
 * starts with the vector that holds the diagonal. `rows` and `columns` are the packs of the step,
 * for each vector of series the shares a (recurrent) and c (bias), the standard deviation r, and the
 * shares b_1 … b_m (input); a² + c² + |b|² = 1.
 *
 * With a = a_i a_j and so on, omega = 2 (1 - rho) and its counterpart 2 (1 + rho) are sums of
 * non-negative terms, so that neither loses its digits where it is small:
 *
 *     omega       = (a_i - a_j)² + (c_i - c_j)² + |b_i - b_j|² + a mu
 *     2 (1 + rho) = (a_i - a_j)² + (c_i - c_j)² + |b_i + b_j|² + 4 (a + c) - a mu
 *     2 theta     = 2 - omega + a nu
 *
 * States are overwritten: (mu, nu) becomes (omega, 2 theta); x, the smaller of the first two, goes
 * to the scratch.
 */

/** First vector of a row in the tile. */
@inline
export function rowStart(row: i32, from: i32, triangle: i32): i32 {
  return triangle ? max(from, row >> 1) : from;
}

/** Where the shares of a series start in a pack whose vectors have `bytes` bytes. */
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
    let gap = plus(common, square(minus(b, otherB)));
    let overlap = plus(common, square(plus(b, otherB)));
    if (several) {
      for (let k: usize = 64; k < bytes; k += vector) {
        const ownB = v128.load64_splat(own + k), channel = v128.load(p + k);
        gap = plus(gap, square(minus(ownB, channel)));
        overlap = plus(overlap, square(plus(ownB, channel)));
      }
    }
    const recurrent = times(a, otherA);
    const mu = times(recurrent, v128.load(state));
    const omega = plus(gap, mu);
    v128.store(state, omega);
    v128.store(state, plus(minus(second, omega), times(recurrent, v128.load(state, 16))), 16);
    overlap = plus(overlap, minus(times(fourth, plus(recurrent, times(c, otherC))), mu));
    v128.store(scratch, f64x2.pmin(overlap, omega));
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
 * omega and leaves 2 (1 + rho), where 4 b joins; b nu_below joins a nu.
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
      const gap = plus(common, square(minus(b, otherB)));
      const recurrent = times(a, otherA), share = times(b, otherB);
      const mu = plus(times(recurrent, v128.load(state)), times(share, v128.load(below)));
      const nu = plus(times(recurrent, v128.load(state, 16)), times(share, v128.load(below, 16)));
      const omega = plus(gap, mu);
      v128.store(state, omega);
      v128.store(state, plus(minus(second, omega), nu), 16);
      const total = plus(plus(recurrent, times(c, otherC)), share);
      v128.store(scratch, f64x2.pmin(plus(gap, minus(times(fourth, total), mu)), omega));
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
 *     omega       = (a_i - a_j)² + (c_i - c_j)² + 2 a (1 - cos)
 *     2 (1 + rho) = (a_i - a_j)² + (c_i - c_j)² + 2 a (1 + cos) + 4 c
 *     2 theta     = 2 - omega
 */
export function combineAngles(
  state: usize, scratch: usize, lack: usize, excess: usize, rows: usize, columns: usize,
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
      const omega = plus(common, times(weight, v128.load(lack)));
      const overlap = plus(plus(common, times(weight, v128.load(excess))), bias);
      v128.store(state, omega);
      v128.store(state, minus(second, omega), 16);
      v128.store(scratch, f64x2.pmin(overlap, omega));
      state += stateBytes;
      scratch += scratchBytes;
      lack += vector;
      excess += vector;
    }
  }
}
