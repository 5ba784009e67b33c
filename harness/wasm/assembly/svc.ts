/*
 * Two-class C-SVMs on a Gram, and the cross-validation of one-vs-one classification with them. The
 * method is that of `learners/smo.ts`, formula by formula; the results are the same to the last bit.
 */

import {
  active,
  cases,
  caseCount,
  classCount,
  classStart,
  costCount,
  counts,
  decisions,
  foldOf,
  get,
  getI,
  gram,
  held,
  heldGram,
  offsets,
  rowAt,
  set,
  setI,
  supportBeta,
  supportRow,
  votes,
} from "./svc/memory";
import { size } from "./svc/pair";
import { betaOf, settled, solvePair } from "./svc/solve";

export {
  active,
  betas,
  capacity,
  cases,
  classStart,
  configure,
  converged,
  costs,
  counts,
  diagonal,
  foldOf,
  gram,
  heapBase,
  iterations,
  layOut,
  objectives,
  offsets,
} from "./svc/memory";
export { solvePair } from "./svc/solve";

let heldCount: i32 = 0;
let heldWidth: i32 = 0;

/**
 * Trains on the cases outside a fold with every active C, predicts the held-out ones, and leaves in
 * `counts` how many of them are classified rightly: most votes, among equals the lowest class.
 */
export function countFold(fold: i32): void {
  holdOut(fold);
  memory.fill(votes, 0, (<usize>costCount * heldCount * classCount) << 2);
  for (let a = 0; a < classCount; a++) {
    if (!takesPart(a, fold)) continue;
    // A vote for every class that takes part decides where there is but one, and changes nothing else.
    for (let h = 0; h < heldCount * costCount; h++) addVote(h, a);
    for (let b = a + 1; b < classCount; b++) {
      if (!takesPart(b, fold)) continue;
      solvePair(fold, a, b);
      vote(a, b);
    }
  }
  for (let c = 0; c < costCount; c++) {
    let right = 0;
    for (let h = 0; h < heldCount; h++) {
      const label = winner(c * heldCount + h);
      const one = getI(held, h);
      if (one >= getI(classStart, label) && one < getI(classStart, label + 1)) right++;
    }
    setI(counts, c, right);
  }
}

/** Lists the held-out cases of a fold, and gathers their columns of the Gram. */
function holdOut(fold: i32): void {
  heldCount = 0;
  for (let one = 0; one < caseCount; one++) {
    if (getI(foldOf, one) == fold) setI(held, heldCount++, one);
  }
  heldWidth = (heldCount + 1) & ~1;
  for (let one = 0; one < caseCount; one++) {
    const from = rowAt(gram, one, caseCount);
    const to = rowAt(heldGram, one, heldWidth);
    for (let h = 0; h < heldCount; h++) set(to, h, get(from, getI(held, h)));
    if (heldCount < heldWidth) set(to, heldCount, 0);
  }
}

/** Whether a class has a case outside a fold. */
function takesPart(label: i32, fold: i32): bool {
  const end = getI(classStart, label + 1);
  let one = getI(classStart, label);
  while (one < end && getI(foldOf, one) == fold) one++;
  return one < end;
}

@inline
function addVote(index: i32, label: i32): void {
  const at = index * classCount + label;
  setI(votes, at, getI(votes, at) + 1);
}

/** Adds the votes of the last pair's machines. */
function vote(a: i32, b: i32): void {
  for (let c = 0; c < costCount; c++) {
    if (!getI(active, c)) continue;
    if (settled < 0 || c <= settled) decide(c);
    for (let h = 0; h < heldCount; h++) addVote(c * heldCount + h, get(decisions, h) > 0 ? a : b);
  }
}

function winner(index: i32): i32 {
  const first = index * classCount;
  let best = 0;
  for (let label = 1; label < classCount; label++) {
    if (getI(votes, first + label) > getI(votes, first + best)) best = label;
  }
  return best;
}

/** Decision values of the held-out cases by the machine of one C. */
function decide(c: i32): void {
  let support = 0;
  for (let k = 0; k < size; k++) {
    const value = get(betaOf(c), k);
    if (value == 0) continue;
    const row = rowAt(heldGram, getI(cases, k), heldWidth);
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
