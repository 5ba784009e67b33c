import {
  beta,
  cases,
  classStart,
  caseCount,
  diagonal,
  foldOf,
  get,
  getI,
  gradients,
  gram,
  hasRow,
  keptBeta,
  keptGradient,
  pairDiagonal,
  pairGram,
  rounded,
  rowAt,
  set,
  setI,
  zeros,
} from "./memory";

/** Cases of the pair; the first `positives` of them have y = 1, the others -1. */
export let size: i32 = 0;
export let positives: i32 = 0;
/** `size`, rounded up to a multiple of 4; what fills it up can neither grow nor shrink. */
export let width: i32 = 0;

/** Stands in for a curvature that is not positive, as in LIBSVM. */
const SMALLEST_CURVATURE: f64 = 1e-12;

/* Fields of a block of `gradients`: what a case shows that cannot move that way is never chosen. */
/** g = y - K beta where beta can grow, else -infinity. */
@inline export const UP: usize = 0;
/** g where beta can shrink, else infinity. */
@inline export const LOW: usize = 32;

@inline
function gradientAt(k: i32): usize {
  return gradients + (<usize>(k >> 2) << 6) + (<usize>(k & 3) << 3);
}

/** g of a case: every one can grow or shrink. */
@inline
export function gradientOf(k: i32): f64 {
  const up = load<f64>(gradientAt(k), UP);
  return up > -Infinity ? up : load<f64>(gradientAt(k), LOW);
}

/** Sets g of a case, as its beta and C let it be seen. */
@inline
export function showGradient(k: i32, g: f64, C: f64): void {
  const value = get(beta, k);
  store<f64>(gradientAt(k), value < highest(k, C) ? g : -Infinity, UP);
  store<f64>(gradientAt(k), value > lowest(k, C) ? g : Infinity, LOW);
}

@inline
export function highest(k: i32, C: f64): f64 {
  return k < positives ? C : 0;
}

@inline
export function lowest(k: i32, C: f64): f64 {
  return k < positives ? 0 : -C;
}

/** Lists the cases of a class outside a fold as cases of the pair. */
function enlist(label: i32, fold: i32): void {
  const end = getI(classStart, label + 1);
  for (let one = getI(classStart, label); one < end; one++) {
    if (getI(foldOf, one) != fold) setI(cases, size++, one);
  }
}

/** Sets up the problem of classes a and b outside a fold, at beta = 0. */
export function setUp(fold: i32, a: i32, b: i32): void {
  size = 0;
  enlist(a, fold);
  positives = size;
  enlist(b, fold);
  width = (size + 3) & ~3;
  for (let k = 0; k < width; k++) {
    set(keptGradient, k, k < positives ? 1 : -1);
    set(keptBeta, k, 0);
    set(zeros, k, 0);
    if (k < size) {
      set(pairDiagonal, k, get(diagonal, getI(cases, k)));
      store<u8>(hasRow + k, 0);
    } else {
      set(pairDiagonal, k, 0);
      store<f64>(gradientAt(k), -Infinity, UP);
      store<f64>(gradientAt(k), Infinity, LOW);
    }
  }
}

/** Address of row k of the pair's Gram. */
export function rowOf(k: i32): usize {
  const row = rowAt(pairGram, k, width);
  if (load<u8>(hasRow + k)) return row;
  store<u8>(hasRow + k, 1);
  const source = rowAt(gram, getI(cases, k), caseCount);
  if (rounded) {
    for (let t = 0; t < size; t++) set(row, t, <f64>(<f32>get(source, getI(cases, t))));
  } else {
    for (let t = 0; t < size; t++) set(row, t, get(source, getI(cases, t)));
  }
  for (let t = size; t < width; t++) set(row, t, 0);
  return row;
}

/** K_ii + K_tt - 2 K_it of two cases t, made positive, from K_ii, K_tt and K_it. */
@inline
export function curvature(own: v128, diagonals: v128, entries: v128): v128 {
  const value = f64x2.sub(f64x2.add(own, diagonals), f64x2.add(entries, entries));
  return v128.bitselect(value, f64x2.splat(SMALLEST_CURVATURE), f64x2.gt(value, f64x2.splat(0)));
}

/** The same of one case t. */
@inline
export function curvatureOf(i: i32, t: i32, row: usize): f64 {
  const value = get(pairDiagonal, i) + get(pairDiagonal, t) - 2 * get(row, t);
  return value > 0 ? value : SMALLEST_CURVATURE;
}
