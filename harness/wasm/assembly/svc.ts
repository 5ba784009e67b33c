/*
 * Two-class C-SVMs on a Gram, and the cross-validation of one-vs-one classification with them.
 * The iterates are those of `learners/smo.ts`, to the last bit: see there for the method.
 *
 * The caller fills in the inputs after `layOut`, with the cases sorted by class: those of class c are
 * `classStart[c]` up to `classStart[c + 1]`. `foldOf` tells the fold that holds a case out.
 */

/** Stands in for a curvature that is not positive, as in LIBSVM. */
const SMALLEST_CURVATURE: f64 = 1e-12;

export let gram: usize = 0; // f64 (n, n)
export let foldOf: usize = 0; // i32 (n)
export let classStart: usize = 0; // i32 (classes + 1)
export let costs: usize = 0; // f64 (C), ascending
export let active: usize = 0; // i32 (C): 0 where a C is not asked for
export let counts: usize = 0; // i32 (C): rightly classified cases of the last fold

/** The last pair of classes that was solved. */
export let cases: usize = 0; // i32 (size): the positive ones, then the negative ones
export let betas: usize = 0; // f64 (C, capacity)
export let offsets: usize = 0; // f64 (C)
export let objectives: usize = 0; // f64 (C)
export let iterations: usize = 0; // f64 (C)
export let converged: usize = 0; // i32 (C)
export let capacity: i32 = 0;

let n: i32 = 0;
let classes: i32 = 0;
let costCount: i32 = 0;
let rounded: bool = false;
let tolerance: f64 = 0;
let limit: f64 = 0;

let size: i32 = 0;
let width: i32 = 0; // size, rounded up to a multiple of 4
let positives: i32 = 0;
let pairGram: usize = 0; // f64 (size, width), rows as they are needed
let hasRow: usize = 0; // u8 (size)
let diagonal: usize = 0; // f64 (width)
let gradient: usize = 0; // f64 (width): g = y - K beta
let beta: usize = 0; // f64 (width)
let growing: usize = 0; // f64 (width): 0 where beta can grow, else -infinity
let shrinking: usize = 0; // f64 (width): 0 where beta can shrink, else infinity
let keptGradient: usize = 0;
let keptBeta: usize = 0;
let keptIterations: f64 = 0;
let nothing: usize = 0; // f64 (width): zeros
let held: usize = 0; // i32 (heldCount): the held-out cases of the fold
let heldCount: i32 = 0;
let heldWidth: i32 = 0; // heldCount, rounded up to an even number
let heldGram: usize = 0; // f64 (n, heldWidth)
let votes: usize = 0; // i32 (C, heldCount, classes)
let supportRow: usize = 0; // usize (size)
let supportBeta: usize = 0; // f64 (size)
let decisions: usize = 0; // f64 (heldWidth)

let greatest: f64 = 0;
let greatestAt: i32 = 0;
let least: f64 = 0;
/** First C whose solution is that of every larger C, too; -1 where there is none. */
let settled: i32 = 0;


/** First byte that is the caller's to lay out. */
export const heapBase: usize = __heap_base;

let top: usize = 0;

function take(count: usize, bytesEach: usize): usize {
  const at = top;
  top += (count * bytesEach + 15) & ~15;
  return at;
}

/**
 * Lays the arrays out from `heapBase` upwards and returns the bytes of memory that they need: for n
 * cases, of which a fold holds out `widest` at most and a pair of classes has `largest` at most.
 * What was there before is lost.
 */
export function layOut(
  caseCount: i32,
  classCount: i32,
  widest: i32,
  largest: i32,
  differentCosts: i32,
): usize {
  top = (heapBase + 15) & ~15;
  n = caseCount;
  classes = classCount;
  costCount = differentCosts;
  capacity = (largest + 3) & ~3;
  const heldCapacity = (widest + 1) & ~1;
  foldOf = take(n, 4);
  classStart = take(classes + 1, 4);
  costs = take(costCount, 8);
  active = take(costCount, 4);
  counts = take(costCount, 4);
  cases = take(capacity, 4);
  betas = take(costCount * capacity, 8);
  offsets = take(costCount, 8);
  objectives = take(costCount, 8);
  iterations = take(costCount, 8);
  converged = take(costCount, 4);
  hasRow = take(capacity, 1);
  diagonal = take(capacity, 8);
  gradient = take(capacity, 8);
  beta = take(capacity, 8);
  growing = take(capacity, 8);
  shrinking = take(capacity, 8);
  keptGradient = take(capacity, 8);
  keptBeta = take(capacity, 8);
  nothing = take(capacity, 8);
  held = take(widest, 4);
  heldGram = take(<usize>n * heldCapacity, 8);
  votes = take(<usize>costCount * widest * classes, 4);
  supportRow = take(capacity, 4);
  supportBeta = take(capacity, 8);
  decisions = take(heldCapacity, 8);
  pairGram = take(<usize>capacity * capacity, 8);
  gram = take(<usize>n * n, 8);
  return top;
}

/** Sets tolerance, cap on the iterations, and whether the solver sees float32 entries. */
export function configure(tolerance_: f64, limit_: f64, rounded_: bool): void {
  tolerance = tolerance_;
  limit = limit_;
  rounded = rounded_;
}

// @ts-ignore: decorator
@inline
function getI(base: usize, k: i32): i32 {
  return load<i32>(base + (<usize>k << 2));
}

// @ts-ignore: decorator
@inline
function setI(base: usize, k: i32, value: i32): void {
  store<i32>(base + (<usize>k << 2), value);
}

// @ts-ignore: decorator
@inline
function get(base: usize, k: i32): f64 {
  return load<f64>(base + (<usize>k << 3));
}

// @ts-ignore: decorator
@inline
function set(base: usize, k: i32, value: f64): void {
  store<f64>(base + (<usize>k << 3), value);
}

// @ts-ignore: decorator
@inline
function highest(k: i32, C: f64): f64 {
  return k < positives ? C : 0;
}

// @ts-ignore: decorator
@inline
function lowest(k: i32, C: f64): f64 {
  return k < positives ? 0 : -C;
}

// @ts-ignore: decorator
@inline
function betaOf(c: i32): usize {
  return betas + ((<usize>c * capacity) << 3);
}

/** Lists the cases of a class outside a fold as cases of the pair. */
function enlist(label: i32, fold: i32): void {
  const end = getI(classStart, label + 1);
  for (let one = getI(classStart, label); one < end; one++) {
    if (getI(foldOf, one) != fold) setI(cases, size++, one);
  }
}

/** Sets up the problem of classes a and b outside a fold, at beta = 0. */
function setUp(fold: i32, a: i32, b: i32): void {
  size = 0;
  enlist(a, fold);
  positives = size;
  enlist(b, fold);
  width = (size + 3) & ~3;
  memory.fill(hasRow, 0, size);
  memory.fill(keptBeta, 0, width << 3);
  memory.fill(nothing, 0, width << 3);
  keptIterations = 0;
  for (let k = 0; k < size; k++) {
    const one = getI(cases, k);
    set(diagonal, k, get(gram + ((<usize>one * n) << 3), one));
    set(keptGradient, k, k < positives ? 1 : -1);
  }
  for (let k = size; k < width; k++) {
    set(diagonal, k, 0);
    set(keptGradient, k, 0);
    set(growing, k, -Infinity);
    set(shrinking, k, Infinity);
  }
}

/** Address of row k of the pair's Gram, whose entries are of type T. */
function rowOf<T>(k: i32): usize {
  const row = pairGram + <usize>k * width * sizeof<T>();
  if (load<u8>(hasRow + k)) return row;
  store<u8>(hasRow + k, 1);
  const source = gram + ((<usize>getI(cases, k) * n) << 3);
  for (let t = 0; t < size; t++) {
    store<T>(row + <usize>t * sizeof<T>(), <T>get(source, getI(cases, t)));
  }
  for (let t = size; t < width; t++) store<T>(row + <usize>t * sizeof<T>(), 0);
  return row;
}

/** Two neighbouring entries of a row. */
// @ts-ignore: decorator
@inline
function two<T>(row: usize): v128 {
  if (sizeof<T>() == 4) return f64x2.promote_low_f32x4(v128.load64_zero(row));
  return v128.load(row);
}

// @ts-ignore: decorator
@inline
function markBounds(k: i32, C: f64): void {
  const value = get(beta, k);
  set(growing, k, value < highest(k, C) ? 0 : -Infinity);
  set(shrinking, k, value > lowest(k, C) ? 0 : Infinity);
}

/**
 * g -= rowI changeI + rowJ changeJ; then `greatest` and the last place where g has it among the
 * cases that can grow, and `least` among those that can shrink.
 */
function update<T>(rowI: usize, rowJ: usize, changeI: f64, changeJ: f64): void {
  const stepI = f64x2.splat(changeI);
  const stepJ = f64x2.splat(changeJ);
  const four = f64x2.splat(4);
  let least0 = f64x2.splat(Infinity);
  let least1 = least0;
  let most0 = f64x2.splat(-Infinity);
  let most1 = most0;
  let at0 = f64x2.splat(0);
  let at1 = at0;
  let k0 = f64x2(0, 1);
  let k1 = f64x2(2, 3);
  const end = <usize>width << 3;
  for (let at: usize = 0; at < end; at += 32) {
    const change0 = f64x2.add(
      f64x2.mul(two<T>(rowI + (at >> (sizeof<T>() == 4 ? 1 : 0))), stepI),
      f64x2.mul(two<T>(rowJ + (at >> (sizeof<T>() == 4 ? 1 : 0))), stepJ),
    );
    const change1 = f64x2.add(
      f64x2.mul(two<T>(rowI + ((at + 16) >> (sizeof<T>() == 4 ? 1 : 0))), stepI),
      f64x2.mul(two<T>(rowJ + ((at + 16) >> (sizeof<T>() == 4 ? 1 : 0))), stepJ),
    );
    const g0 = f64x2.sub(v128.load(gradient + at), change0);
    const g1 = f64x2.sub(v128.load(gradient + at, 16), change1);
    v128.store(gradient + at, g0);
    v128.store(gradient + at, g1, 16);
    const up0 = f64x2.add(g0, v128.load(growing + at));
    const up1 = f64x2.add(g1, v128.load(growing + at, 16));
    // Later cases have larger indices: the largest index that ever was as good is the last one.
    at0 = f64x2.pmax(at0, v128.and(k0, f64x2.ge(up0, most0)));
    at1 = f64x2.pmax(at1, v128.and(k1, f64x2.ge(up1, most1)));
    most0 = f64x2.pmax(most0, up0);
    most1 = f64x2.pmax(most1, up1);
    least0 = f64x2.pmin(least0, f64x2.add(g0, v128.load(shrinking + at)));
    least1 = f64x2.pmin(least1, f64x2.add(g1, v128.load(shrinking + at, 16)));
    k0 = f64x2.add(k0, four);
    k1 = f64x2.add(k1, four);
  }
  const smallest = f64x2.pmin(least0, least1);
  least = min(f64x2.extract_lane(smallest, 0), f64x2.extract_lane(smallest, 1));
  greatestAt = lastOfLargest(most0, at0, most1, at1);
  const largest = f64x2.pmax(most0, most1);
  greatest = max(f64x2.extract_lane(largest, 0), f64x2.extract_lane(largest, 1));
}

/** The largest index among the lanes that hold the largest value. */
// @ts-ignore: decorator
@inline
function lastOfLargest(most0: v128, at0: v128, most1: v128, at1: v128): i32 {
  const pair = f64x2.pmax(most0, most1);
  const largest = f64x2.pmax(pair, v128.shuffle<f64>(pair, pair, 1, 0));
  const last = f64x2.pmax(
    v128.and(at0, f64x2.eq(most0, largest)),
    v128.and(at1, f64x2.eq(most1, largest)),
  );
  return <i32>max(f64x2.extract_lane(last, 0), f64x2.extract_lane(last, 1));
}

// @ts-ignore: decorator
@inline
function gainOf(g: v128, own: v128, row: v128, other: v128, violation: v128): v128 {
  const bend = f64x2.sub(f64x2.add(own, other), f64x2.add(row, row));
  const zero = f64x2.splat(0);
  const safe = v128.bitselect(bend, f64x2.splat(SMALLEST_CURVATURE), f64x2.gt(bend, zero));
  const gain = f64x2.div(f64x2.mul(violation, violation), safe);
  return v128.bitselect(gain, f64x2.splat(-1), f64x2.gt(violation, zero));
}

/** The last case among those that shrink and whose exchange with i gains most. */
function partner<T>(i: i32, row: usize): i32 {
  const g = f64x2.splat(greatest);
  const own = f64x2.splat(get(diagonal, i));
  const four = f64x2.splat(4);
  let most0 = f64x2.splat(0);
  let most1 = most0;
  let at0 = most0;
  let at1 = most0;
  let k0 = f64x2(0, 1);
  let k1 = f64x2(2, 3);
  const end = <usize>width << 3;
  for (let at: usize = 0; at < end; at += 32) {
    const violation0 = f64x2.sub(g, f64x2.add(v128.load(gradient + at), v128.load(shrinking + at)));
    const violation1 = f64x2.sub(
      g,
      f64x2.add(v128.load(gradient + at, 16), v128.load(shrinking + at, 16)),
    );
    const gain0 = gainOf(g, own, two<T>(row + (at >> (sizeof<T>() == 4 ? 1 : 0))), v128.load(diagonal + at), violation0);
    const gain1 = gainOf(g, own, two<T>(row + ((at + 16) >> (sizeof<T>() == 4 ? 1 : 0))), v128.load(diagonal + at, 16), violation1);
    at0 = f64x2.pmax(at0, v128.and(k0, f64x2.ge(gain0, most0)));
    at1 = f64x2.pmax(at1, v128.and(k1, f64x2.ge(gain1, most1)));
    most0 = f64x2.pmax(most0, gain0);
    most1 = f64x2.pmax(most1, gain1);
    k0 = f64x2.add(k0, four);
    k1 = f64x2.add(k1, four);
  }
  return lastOfLargest(most0, at0, most1, at1);
}

/**
 * Solves the pair for one C from the kept iterate on, and keeps the last iterate up to which every
 * larger C goes the same way. Returns whether that is the solution itself.
 */
function solve<T>(c: i32): bool {
  const C = get(costs, c);
  memory.copy(gradient, keptGradient, width << 3);
  memory.copy(beta, keptBeta, width << 3);
  let count = keptIterations;
  let common = true;
  for (let k = 0; k < size; k++) markBounds(k, C);
  update<T>(nothing, nothing, 0, 0); // no step: only looks for the first pair
  let done = false;
  while (count < limit) {
    if (greatest - least < tolerance) {
      done = true;
      break;
    }
    const i = greatestAt;
    const rowI = rowOf<T>(i);
    const j = partner<T>(i, rowI);
    const rowJ = rowOf<T>(j);
    const oldI = get(beta, i);
    const oldJ = get(beta, j);
    const sum = oldI + oldJ;
    const bend = get(diagonal, i) + get(diagonal, j) - 2 * <f64>load<T>(rowI + <usize>j * sizeof<T>());
    const step = (get(gradient, i) - get(gradient, j)) / (bend > 0 ? bend : SMALLEST_CURVATURE);
    let newI = oldI + step;
    let newJ = oldJ - step;
    if (common && !sameForLarger(i, j, newI, newJ, sum, C)) {
      common = false;
      keptIterations = count;
      memory.copy(keptGradient, gradient, width << 3);
      memory.copy(keptBeta, beta, width << 3);
    }
    const highI = highest(i, C);
    const lowJ = lowest(j, C);
    // Where both would leave their bounds, the sum tells which of them meets its bound first.
    if (sum > highI + lowJ) {
      if (newI > highI) {
        newI = highI;
        newJ = sum - highI;
      }
    } else if (newJ < lowJ) {
      newJ = lowJ;
      newI = sum - lowJ;
    }
    count += 1;
    set(beta, i, newI);
    set(beta, j, newJ);
    markBounds(i, C);
    markBounds(j, C);
    update<T>(rowI, rowJ, newI - oldI, newJ - oldJ);
  }
  set(iterations, c, count);
  setI(converged, c, done ? 1 : 0);
  memory.copy(betaOf(c), beta, size << 3);
  set(offsets, c, offset(C));
  set(objectives, c, objective());
  return common;
}

/** Whether a step goes the same way with every larger C, its end included: it neither stops at C nor reaches it. */
function sameForLarger(i: i32, j: i32, newI: f64, newJ: f64, sum: f64, C: f64): bool {
  if (i < positives) {
    if (j >= positives) return newI < C && newJ > -C;
    return newJ < 0 ? sum < C : newI < C; // beta_j stops at 0, where beta_i is the sum
  }
  if (j < positives) return true; // both go to 0
  return newI > 0 ? sum > -C : newJ > -C; // beta_i stops at 0, where beta_j is the sum
}

function offset(C: f64): f64 {
  let free = 0;
  let sum: f64 = 0;
  let above: f64 = Infinity;
  let below: f64 = -Infinity;
  for (let k = 0; k < size; k++) {
    const positive = k < positives;
    const value = get(beta, k);
    const reach = positive ? value : -value;
    const g = get(gradient, k);
    if (reach >= C) {
      if (positive) below = max(below, -g);
      else above = min(above, -g);
    } else if (reach <= 0) {
      if (positive) above = min(above, -g);
      else below = max(below, -g);
    } else {
      free++;
      sum -= g;
    }
  }
  return free > 0 ? sum / <f64>free : (above + below) / 2;
}

function objective(): f64 {
  let sum: f64 = 0;
  for (let k = 0; k < size; k++) {
    sum -= get(beta, k) * (get(gradient, k) + (k < positives ? 1.0 : -1.0));
  }
  return sum / 2;
}

/**
 * Trains classes a against b on the cases outside a fold with every active C.
 * Returns the number of cases of the pair.
 */
export function solvePair(fold: i32, a: i32, b: i32): i32 {
  setUp(fold, a, b);
  settled = -1;
  for (let c = 0; c < costCount; c++) {
    if (!getI(active, c)) continue;
    if (settled < 0) {
      if (rounded ? solve<f32>(c) : solve<f64>(c)) settled = c;
      continue;
    }
    memory.copy(betaOf(c), betaOf(settled), size << 3);
    set(offsets, c, get(offsets, settled));
    set(objectives, c, get(objectives, settled));
    set(iterations, c, get(iterations, settled));
    setI(converged, c, getI(converged, settled));
  }
  return size;
}

/** Lists the held-out cases of a fold, and gathers their columns of the Gram. */
function holdOut(fold: i32): void {
  heldCount = 0;
  for (let one = 0; one < n; one++) {
    if (getI(foldOf, one) == fold) setI(held, heldCount++, one);
  }
  heldWidth = (heldCount + 1) & ~1;
  for (let one = 0; one < n; one++) {
    const from = gram + ((<usize>one * n) << 3);
    const to = heldGram + ((<usize>one * heldWidth) << 3);
    for (let h = 0; h < heldCount; h++) set(to, h, get(from, getI(held, h)));
    if (heldCount < heldWidth) set(to, heldCount, 0);
  }
}

/** Decision values of the held-out cases by the machine of one C. */
function decide(c: i32): void {
  let support = 0;
  for (let k = 0; k < size; k++) {
    const value = get(betaOf(c), k);
    if (value == 0) continue;
    const row = heldGram + ((<usize>getI(cases, k) * heldWidth) << 3);
    store<usize>(supportRow + (<usize>support << 2), row);
    set(supportBeta, support++, value);
  }
  const rho = f64x2.splat(get(offsets, c));
  let h = 0;
  for (; h + 8 <= heldWidth; h += 8) {
    let s0 = f64x2.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    for (let k = 0; k < support; k++) {
      const row = load<usize>(supportRow + (<usize>k << 2)) + (<usize>h << 3);
      const value = v128.load64_splat(supportBeta + (<usize>k << 3));
      s0 = f64x2.add(s0, f64x2.mul(value, v128.load(row)));
      s1 = f64x2.add(s1, f64x2.mul(value, v128.load(row, 16)));
      s2 = f64x2.add(s2, f64x2.mul(value, v128.load(row, 32)));
      s3 = f64x2.add(s3, f64x2.mul(value, v128.load(row, 48)));
    }
    const to = decisions + (<usize>h << 3);
    v128.store(to, f64x2.sub(s0, rho));
    v128.store(to, f64x2.sub(s1, rho), 16);
    v128.store(to, f64x2.sub(s2, rho), 32);
    v128.store(to, f64x2.sub(s3, rho), 48);
  }
  for (; h < heldWidth; h += 2) {
    let s = f64x2.splat(0);
    for (let k = 0; k < support; k++) {
      const row = load<usize>(supportRow + (<usize>k << 2)) + (<usize>h << 3);
      s = f64x2.add(s, f64x2.mul(v128.load64_splat(supportBeta + (<usize>k << 3)), v128.load(row)));
    }
    v128.store(decisions + (<usize>h << 3), f64x2.sub(s, rho));
  }
}

/** Adds the votes of the last pair's machines. */
function vote(a: i32, b: i32): void {
  for (let c = 0; c < costCount; c++) {
    if (!getI(active, c)) continue;
    if (settled < 0 || c <= settled) decide(c);
    for (let h = 0; h < heldCount; h++) {
      const at = (c * heldCount + h) * classes + (get(decisions, h) > 0 ? a : b);
      setI(votes, at, getI(votes, at) + 1);
    }
  }
}

/** Whether a class has a case outside a fold; if so, it gets a vote for each held-out case. */
function takesPart(label: i32, fold: i32): bool {
  const end = getI(classStart, label + 1);
  let one = getI(classStart, label);
  while (one < end && getI(foldOf, one) == fold) one++;
  return one < end;
}

/**
 * Trains on the cases outside a fold with every active C, predicts the held-out ones, and leaves in
 * `counts` how many of them are classified rightly: most votes, among equals the lowest class.
 */
export function countFold(fold: i32): void {
  holdOut(fold);
  memory.fill(votes, 0, (<usize>costCount * heldCount * classes) << 2);
  for (let a = 0; a < classes; a++) {
    if (!takesPart(a, fold)) continue;
    // A vote for every class that takes part decides where there is but one, and changes nothing else.
    for (let h = 0; h < heldCount * costCount; h++) {
      setI(votes, h * classes + a, getI(votes, h * classes + a) + 1);
    }
    for (let b = a + 1; b < classes; b++) {
      if (!takesPart(b, fold)) continue;
      solvePair(fold, a, b);
      vote(a, b);
    }
  }
  for (let c = 0; c < costCount; c++) {
    let right = 0;
    for (let h = 0; h < heldCount; h++) {
      const label = winner((c * heldCount + h) * classes);
      const one = getI(held, h);
      if (one >= getI(classStart, label) && one < getI(classStart, label + 1)) right++;
    }
    setI(counts, c, right);
  }
}

function winner(first: i32): i32 {
  let best = 0;
  for (let label = 1; label < classes; label++) {
    if (getI(votes, first + label) > getI(votes, first + best)) best = label;
  }
  return best;
}
