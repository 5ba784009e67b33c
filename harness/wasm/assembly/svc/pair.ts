import {
  beta,
  cases,
  classStart,
  caseCount,
  diagonal,
  foldOf,
  get,
  getI,
  gram,
  hasRow,
  keptBeta,
  keptGradient,
  pairGram,
  rounded,
  rowAt,
  set,
  setI,
  state,
  zeros,
} from "./memory";

/** Cases of the pair; the first `positives` of them have y = 1, the others -1. */
export let size: i32 = 0;
export let positives: i32 = 0;
/** `size`, rounded up to a multiple of 4; what fills it up can neither grow nor shrink. */
export let width: i32 = 0;

/* Fields of `state`. */
/** g = y - K beta. */
// @ts-ignore: decorator
@inline export const GRADIENT: usize = 0;
/** 0 where beta can grow, else -infinity. */
// @ts-ignore: decorator
@inline export const GROWING: usize = 32;
/** 0 where beta can shrink, else infinity. */
// @ts-ignore: decorator
@inline export const SHRINKING: usize = 64;
// @ts-ignore: decorator
@inline export const DIAGONAL: usize = 96;

// @ts-ignore: decorator
@inline
function place(field: usize, k: i32): usize {
  return state + (<usize>(k >> 2) << 7) + field + (<usize>(k & 3) << 3);
}

// @ts-ignore: decorator
@inline
export function getState(field: usize, k: i32): f64 {
  return load<f64>(place(field, k));
}

// @ts-ignore: decorator
@inline
export function setState(field: usize, k: i32, value: f64): void {
  store<f64>(place(field, k), value);
}

// @ts-ignore: decorator
@inline
export function highest(k: i32, C: f64): f64 {
  return k < positives ? C : 0;
}

// @ts-ignore: decorator
@inline
export function lowest(k: i32, C: f64): f64 {
  return k < positives ? 0 : -C;
}

// @ts-ignore: decorator
@inline
export function markBounds(k: i32, C: f64): void {
  const value = get(beta, k);
  setState(GROWING, k, value < highest(k, C) ? 0 : -Infinity);
  setState(SHRINKING, k, value > lowest(k, C) ? 0 : Infinity);
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
    const real = k < size;
    set(keptGradient, k, real ? (k < positives ? 1 : -1) : 0);
    set(keptBeta, k, 0);
    set(zeros, k, 0);
    setState(DIAGONAL, k, real ? get(diagonal, getI(cases, k)) : 0);
    setState(GROWING, k, -Infinity);
    setState(SHRINKING, k, Infinity);
    if (real) store<u8>(hasRow + k, 0);
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
