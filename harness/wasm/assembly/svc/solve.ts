import {
  active,
  beta,
  betas,
  capacity,
  converged,
  copy,
  costCount,
  costs,
  get,
  getI,
  iterations,
  keptBeta,
  keptGradient,
  limit,
  objectives,
  offsets,
  rowAt,
  set,
  setI,
  tolerance,
  zeros,
} from "./memory";
import {
  curvatureOf,
  gradientOf,
  highest,
  lowest,
  positives,
  rowOf,
  setUp,
  showGradient,
  size,
  width,
} from "./pair";
import { greatest, greatestAt, least, partner, update } from "./working-set";

/** First C whose solution is that of every larger C, too; -1 where there is none. */
export let settled: i32 = 0;

let keptIterations: f64 = 0;

/**
 * Trains classes a against b on the cases outside a fold with every active C.
 * Returns the number of cases of the pair.
 */
export function solvePair(fold: i32, a: i32, b: i32): i32 {
  setUp(fold, a, b);
  keptIterations = 0;
  settled = -1;
  for (let c = 0; c < costCount; c++) {
    if (!getI(active, c)) continue;
    if (settled < 0) {
      if (solve(c)) settled = c;
      continue;
    }
    copy(betaOf(c), betaOf(settled), width);
    set(offsets, c, get(offsets, settled));
    set(objectives, c, get(objectives, settled));
    set(iterations, c, get(iterations, settled));
    setI(converged, c, getI(converged, settled));
  }
  return size;
}

/** Address of the solution of the last pair for one C. */
@inline
export function betaOf(c: i32): usize {
  return rowAt(betas, c, capacity);
}

/**
 * Solves the pair for one C. From nothing all C go the same way until one is reached: it starts at the
 * kept iterate, and keeps the last one up to which every larger C goes along. Returns whether that is
 * the solution itself.
 */
function solve(c: i32): bool {
  const C = get(costs, c);
  copy(beta, keptBeta, width);
  for (let k = 0; k < size; k++) showGradient(k, get(keptGradient, k), C);
  update(zeros, zeros, 0, 0); // no step: only looks for the first pair
  let count = keptIterations;
  let common = true;
  let done = false;
  while (count < limit) {
    if (greatest - least < tolerance) {
      done = true;
      break;
    }
    const i = greatestAt;
    const rowI = rowOf(i);
    const j = partner(i, rowI);
    const rowJ = rowOf(j);
    const oldI = get(beta, i);
    const oldJ = get(beta, j);
    const sum = oldI + oldJ;
    const gI = greatest;
    const gJ = gradientOf(j);
    const step = (gI - gJ) / curvatureOf(i, j, rowI);
    let newI = oldI + step;
    let newJ = oldJ - step;
    if (common && !sameForLarger(i, j, newI, newJ, sum, C)) {
      common = false;
      keptIterations = count;
      for (let k = 0; k < size; k++) set(keptGradient, k, gradientOf(k));
      copy(keptBeta, beta, width);
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
    set(beta, i, newI);
    set(beta, j, newJ);
    showGradient(i, gI, C);
    showGradient(j, gJ, C);
    update(rowI, rowJ, newI - oldI, newJ - oldJ);
    count += 1;
  }
  copy(betaOf(c), beta, width);
  set(offsets, c, offset(C));
  set(objectives, c, objective());
  set(iterations, c, count);
  setI(converged, c, done ? 1 : 0);
  return common;
}

/** Whether a step goes the same way with every larger C: it neither stops at C nor reaches it. */
function sameForLarger(i: i32, j: i32, newI: f64, newJ: f64, sum: f64, C: f64): bool {
  if (i < positives) {
    if (j >= positives) return newI < C && newJ > -C;
    return newJ < 0 ? sum < C : newI < C; // beta_j stops at 0, where beta_i is the sum
  }
  if (j < positives) return true; // both go to 0
  return newI > 0 ? sum > -C : newJ > -C; // beta_i stops at 0, where beta_j is the sum
}

/** rho: the mean of -g over the free cases, or the middle of its bounds where none is free. */
function offset(C: f64): f64 {
  let free = 0;
  let sum: f64 = 0;
  let above: f64 = Infinity;
  let below: f64 = -Infinity;
  for (let k = 0; k < size; k++) {
    const positive = k < positives;
    const reach = positive ? get(beta, k) : -get(beta, k);
    const g = gradientOf(k);
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
    sum -= get(beta, k) * (gradientOf(k) + (k < positives ? 1.0 : -1.0));
  }
  return sum / 2;
}
