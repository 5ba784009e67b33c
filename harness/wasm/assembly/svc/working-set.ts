import { state } from "./memory";
import { DIAGONAL, getState, GRADIENT, GROWING, SHRINKING, width } from "./pair";

/** Stands in for a curvature that is not positive, as in LIBSVM. */
const SMALLEST_CURVATURE: f64 = 1e-12;

/** The largest g among the cases that can grow, and the last of the cases that have it. */
export let greatest: f64 = 0;
export let greatestAt: i32 = 0;
/** The smallest g among the cases that can shrink. */
export let least: f64 = 0;

/** K_ii + K_jj - 2 K_ij, made positive. */
// @ts-ignore: decorator
@inline
export function curvature(i: i32, rowI: usize, j: i32): f64 {
  const value =
    getState(DIAGONAL, i) + getState(DIAGONAL, j) - 2 * load<f64>(rowI + (<usize>j << 3));
  return value > 0 ? value : SMALLEST_CURVATURE;
}

/** g -= rowI changeI + rowJ changeJ; then finds `greatest`, `greatestAt` and `least`. */
export function update(rowI: usize, rowJ: usize, changeI: f64, changeJ: f64): void {
  const stepI = f64x2.splat(changeI);
  const stepJ = f64x2.splat(changeJ);
  const one = f64x2.splat(1);
  let least0 = f64x2.splat(Infinity);
  let least1 = least0;
  let most = f64x2.splat(-Infinity);
  let mostAt = f64x2.splat(0);
  let block = mostAt;
  let at = state;
  const end = at + (<usize>width << 5);
  while (at != end) {
    const change0 = f64x2.add(f64x2.mul(v128.load(rowI), stepI), f64x2.mul(v128.load(rowJ), stepJ));
    const change1 = f64x2.add(
      f64x2.mul(v128.load(rowI, 16), stepI),
      f64x2.mul(v128.load(rowJ, 16), stepJ),
    );
    const g0 = f64x2.sub(v128.load(at, GRADIENT), change0);
    const g1 = f64x2.sub(v128.load(at, GRADIENT + 16), change1);
    v128.store(at, g0, GRADIENT);
    v128.store(at, g1, GRADIENT + 16);
    const up = f64x2.pmax(
      f64x2.add(g0, v128.load(at, GROWING)),
      f64x2.add(g1, v128.load(at, GROWING + 16)),
    );
    // Blocks come in ascending order: the largest number that ever was as good is that of the last.
    mostAt = f64x2.pmax(mostAt, v128.and(block, f64x2.ge(up, most)));
    most = f64x2.pmax(most, up);
    least0 = f64x2.pmin(least0, f64x2.add(g0, v128.load(at, SHRINKING)));
    least1 = f64x2.pmin(least1, f64x2.add(g1, v128.load(at, SHRINKING + 16)));
    block = f64x2.add(block, one);
    at += 128;
    rowI += 32;
    rowJ += 32;
  }
  const smallest = f64x2.pmin(least0, least1);
  least = min(f64x2.extract_lane(smallest, 0), f64x2.extract_lane(smallest, 1));
  const largest = f64x2.pmax(most, v128.shuffle<f64>(most, most, 1, 0));
  greatest = f64x2.extract_lane(largest, 0);
  const where = v128.and(mostAt, f64x2.eq(most, largest));
  const last = <i32>max(f64x2.extract_lane(where, 0), f64x2.extract_lane(where, 1));
  greatestAt = (last << 2) + lastInBlock(state + (<usize>last << 7), largest);
}

/** Which of the four cases of a block is the last that can grow and has the given g. */
// @ts-ignore: decorator
@inline
function lastInBlock(at: usize, g: v128): i32 {
  const up0 = f64x2.add(v128.load(at, GRADIENT), v128.load(at, GROWING));
  const up1 = f64x2.add(v128.load(at, GRADIENT + 16), v128.load(at, GROWING + 16));
  const first = i64x2.bitmask(f64x2.eq(up0, g));
  const second = i64x2.bitmask(f64x2.eq(up1, g));
  return 31 - clz(first | (second << 2));
}

/** The last case among those that shrink and whose exchange with i gains most: violation² / curvature. */
export function partner(i: i32, rowI: usize): i32 {
  const g = f64x2.splat(greatest);
  const own = f64x2.splat(getState(DIAGONAL, i));
  const four = f64x2.splat(4);
  let most0 = f64x2.splat(0);
  let most1 = most0;
  let mostAt0 = most0;
  let mostAt1 = most0;
  let k0 = f64x2(0, 1);
  let k1 = f64x2(2, 3);
  let at = state;
  const end = at + (<usize>width << 5);
  while (at != end) {
    const low0 = f64x2.add(v128.load(at, GRADIENT), v128.load(at, SHRINKING));
    const low1 = f64x2.add(v128.load(at, GRADIENT + 16), v128.load(at, SHRINKING + 16));
    const sum0 = f64x2.add(own, v128.load(at, DIAGONAL));
    const sum1 = f64x2.add(own, v128.load(at, DIAGONAL + 16));
    const gain0 = gain(f64x2.sub(g, low0), sum0, v128.load(rowI));
    const gain1 = gain(f64x2.sub(g, low1), sum1, v128.load(rowI, 16));
    mostAt0 = f64x2.pmax(mostAt0, v128.and(k0, f64x2.ge(gain0, most0)));
    mostAt1 = f64x2.pmax(mostAt1, v128.and(k1, f64x2.ge(gain1, most1)));
    most0 = f64x2.pmax(most0, gain0);
    most1 = f64x2.pmax(most1, gain1);
    k0 = f64x2.add(k0, four);
    k1 = f64x2.add(k1, four);
    at += 128;
    rowI += 32;
  }
  const pair = f64x2.pmax(most0, most1);
  const largest = f64x2.pmax(pair, v128.shuffle<f64>(pair, pair, 1, 0));
  const last = f64x2.pmax(
    v128.and(mostAt0, f64x2.eq(most0, largest)),
    v128.and(mostAt1, f64x2.eq(most1, largest)),
  );
  return <i32>max(f64x2.extract_lane(last, 0), f64x2.extract_lane(last, 1));
}

/** 0 where there is no violation; the best of all gains is positive, as the largest violation is. */
// @ts-ignore: decorator
@inline
function gain(violation: v128, diagonals: v128, row: v128): v128 {
  const zero = f64x2.splat(0);
  const seen = f64x2.pmax(zero, violation);
  const bend = f64x2.sub(diagonals, f64x2.add(row, row));
  const positive = v128.bitselect(bend, f64x2.splat(SMALLEST_CURVATURE), f64x2.gt(bend, zero));
  return f64x2.div(f64x2.mul(seen, seen), positive);
}
