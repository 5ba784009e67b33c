import { makeFolds } from "../../learners/folds.ts";
import { exactMean, foldSizes } from "../../learners/selection.ts";
import { type FoldPlan, foldsOf } from "../fold-plan.ts";
import type { Reading } from "./convention.ts";

/** How training cases are held out, once or with every fold seed. */
export interface HeldOut {
  /** Fold of each case. */
  readonly assignments: readonly Int32Array[]; // (draws) of (n)
  readonly folds: number;
  /** Weight of a rightly classified case of each fold in the numerator of a candidate's accuracy. */
  readonly weights: readonly (readonly number[])[]; // (draws, folds)
  /** The numerator of a candidate that is always right. */
  readonly denominators: readonly number[]; // (draws)
}

/** The mean accuracy over all folds of every draw. */
function meanOverFolds(assignments: readonly Int32Array[], folds: number): HeldOut {
  const means = assignments.map((assignment) => exactMean(foldSizes(assignment, folds)));
  return {
    assignments,
    folds,
    weights: means.map(({ weights }) => weights),
    denominators: means.map(({ denominator }) => denominator),
  };
}

/** The first fold of every draw against all others, which are not held out. */
function firstFold(assignments: readonly Int32Array[]): HeldOut {
  return {
    assignments: assignments.map((assignment) => assignment.map((fold) => (fold === 0 ? 0 : 1))),
    folds: 2,
    weights: assignments.map(() => [1, 0]),
    denominators: assignments.map((assignment) => assignment.filter((fold) => fold === 0).length),
  };
}

/** How a convention holds out the cases of a training set. */
export function heldOut(labels: Int32Array, kind: Reading["folds"], plan: FoldPlan): HeldOut {
  if (kind === "leave-one-out") return meanOverFolds([labels.map((_, i) => i)], labels.length);
  if (kind === "as-listed" || kind === "stratified-as-listed") {
    const { assignment, count } = makeFolds({
      labels,
      folds: plan.folds,
      seed: "",
      order: "as-listed",
      stratification: kind === "as-listed" ? "none" : "by-class",
    });
    return meanOverFolds([assignment], count);
  }
  const stratification = kind === "stratified" ? "by-class" : "none";
  const drawn = foldsOf(labels, { ...plan, stratification });
  const assignments = drawn.map(({ assignment }) => assignment);
  return kind === "hold-out" ? firstFold(assignments) : meanOverFolds(assignments, drawn[0]!.count);
}
