import { gradients, pairDiagonal } from "./memory";
import { curvature, LOW, UP, width } from "./pair";

/** The largest g among the cases that can grow, and the last of the cases that have it. */
export let greatest: f64 = 0;
export let greatestAt: i32 = 0;
/** The smallest g among the cases that can shrink. */
export let least: f64 = 0;

/** g -= rowI changeI + rowJ changeJ; then finds `greatest`, `greatestAt` and `least`. */
export function update(rowI: usize, rowJ: usize, changeI: f64, changeJ: f64): void {
  const stepI = f64x2.splat(changeI);
  const stepJ = f64x2.splat(changeJ);
  const one = f64x2.splat(1);
  let least0 = f64x2.splat(Infinity);
  let least1 = least0;
  let most = f64x2.splat(-Infinity);
  let mostIn = f64x2.splat(0);
  let block = mostIn;
  let at = gradients;
  const end = at + (<usize>width << 4);
  while (at != end) {
    const change0 = f64x2.add(f64x2.mul(v128.load(rowI), stepI), f64x2.mul(v128.load(rowJ), stepJ));
    const change1 = f64x2.add(
      f64x2.mul(v128.load(rowI, 16), stepI),
      f64x2.mul(v128.load(rowJ, 16), stepJ),
    );
    const up0 = f64x2.sub(v128.load(at, UP), change0);
    const up1 = f64x2.sub(v128.load(at, UP + 16), change1);
    const low0 = f64x2.sub(v128.load(at, LOW), change0);
    const low1 = f64x2.sub(v128.load(at, LOW + 16), change1);
    v128.store(at, up0, UP);
    v128.store(at, up1, UP + 16);
    v128.store(at, low0, LOW);
    v128.store(at, low1, LOW + 16);
    const up = f64x2.pmax(up0, up1);
    // Blocks come in ascending order: the largest number that ever was as good is that of the last.
    mostIn = f64x2.pmax(mostIn, v128.and(block, f64x2.ge(up, most)));
    most = f64x2.pmax(most, up);
    least0 = f64x2.pmin(least0, low0);
    least1 = f64x2.pmin(least1, low1);
    block = f64x2.add(block, one);
    at += 64;
    rowI += 32;
    rowJ += 32;
  }
  const smallest = f64x2.pmin(least0, least1);
  least = min(f64x2.extract_lane(smallest, 0), f64x2.extract_lane(smallest, 1));
  const largest = largestOf(most);
  greatest = f64x2.extract_lane(largest, 0);
  const last = <i32>largestLane(v128.and(mostIn, f64x2.eq(most, largest)));
  at = gradients + (<usize>last << 6);
  greatestAt = (last << 2) + lastEqual(v128.load(at, UP), v128.load(at, UP + 16), largest);
}

/** The last case among those that shrink and whose exchange with i gains most: violation² / curvature. */
export function partner(i: i32, rowI: usize): i32 {
  const g = f64x2.splat(greatest);
  const own = v128.load64_splat(pairDiagonal + (<usize>i << 3));
  const four = f64x2.splat(4);
  let most0 = f64x2.splat(0);
  let most1 = most0;
  let mostAt0 = most0;
  let mostAt1 = most0;
  let k0 = f64x2(0, 1);
  let k1 = f64x2(2, 3);
  let diagonal = pairDiagonal;
  let at = gradients;
  const end = at + (<usize>width << 4);
  while (at != end) {
    const gain0 = gain(g, v128.load(at, LOW), curvature(own, v128.load(diagonal), v128.load(rowI)));
    const gain1 = gain(
      g,
      v128.load(at, LOW + 16),
      curvature(own, v128.load(diagonal, 16), v128.load(rowI, 16)),
    );
    mostAt0 = f64x2.pmax(mostAt0, v128.and(k0, f64x2.ge(gain0, most0)));
    mostAt1 = f64x2.pmax(mostAt1, v128.and(k1, f64x2.ge(gain1, most1)));
    most0 = f64x2.pmax(most0, gain0);
    most1 = f64x2.pmax(most1, gain1);
    k0 = f64x2.add(k0, four);
    k1 = f64x2.add(k1, four);
    at += 64;
    diagonal += 32;
    rowI += 32;
  }
  const largest = largestOf(f64x2.pmax(most0, most1));
  return <i32>largestLane(
    f64x2.pmax(
      v128.and(mostAt0, f64x2.eq(most0, largest)),
      v128.and(mostAt1, f64x2.eq(most1, largest)),
    ),
  );
}

/** 0 where there is no violation; the best of all gains is positive, as the largest violation is. */
@inline
function gain(g: v128, low: v128, bend: v128): v128 {
  const violation = f64x2.pmax(f64x2.splat(0), f64x2.sub(g, low));
  return f64x2.div(f64x2.mul(violation, violation), bend);
}

/** The larger of two lanes, in both. */
@inline
function largestOf(values: v128): v128 {
  return f64x2.pmax(values, v128.shuffle<f64>(values, values, 1, 0));
}

@inline
function largestLane(values: v128): f64 {
  return max(f64x2.extract_lane(values, 0), f64x2.extract_lane(values, 1));
}

/** Which is the last of four values that equals another one. */
@inline
function lastEqual(first: v128, second: v128, value: v128): i32 {
  const equal = i64x2.bitmask(f64x2.eq(first, value)) | (i64x2.bitmask(f64x2.eq(second, value)) << 2);
  return 31 - clz(equal);
}
