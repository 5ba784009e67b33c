import type { FitFacts, FoldDraw, LabelledSet } from "../../methods/method.ts";
import { type FoldPlan, foldsOf } from "../fold-plan.ts";
import { filesReplaced, readyData } from "../prepared-data.ts";
import { drawText, foldDraw } from "./draws.ts";
import { type MethodTask, methodOf, preparationOf } from "./task.ts";

/** See `Experiment`. */
export function withFiles(task: MethodTask, replace: (path: string) => string): MethodTask {
  return { ...task, data: filesReplaced(task.data, replace) };
}

export interface SearchPayload extends MethodTask {
  readonly folds: FoldPlan;
  readonly pruning: "none" | "exact";
  /** Candidates from … to - 1. */
  readonly from: number;
  readonly to: number;
}

export interface TestPayload extends MethodTask {
  /** Those of one fold seed, where the method draws. */
  readonly folds?: FoldPlan;
  readonly candidates: readonly number[];
}

export interface TestReply {
  /** Predicted class of every test case. */
  readonly predictions: number[];
  readonly fit: FitFacts;
}

export interface InspectPayload extends MethodTask {
  readonly folds?: FoldPlan;
  readonly candidate: number;
}

export interface InspectReply {
  readonly fit: FitFacts;
  readonly scores?: readonly (readonly number[])[];
}

function drawOf({ folds }: TestPayload | InspectPayload, train: LabelledSet): FoldDraw | undefined {
  return folds && foldDraw(train.labels, folds);
}

export const units = {
  /** Rightly classified validation cases; see `Method.search`. */
  search(payload: SearchPayload): number[] {
    const { train } = readyData(preparationOf(payload));
    const { from, to, pruning } = payload;
    const folds = foldsOf(train.labels, payload.folds);
    const assignments = folds.map(({ assignment }) => assignment);
    const seeds = payload.folds.foldSeeds.map((foldSeed) => drawText(payload.folds, foldSeed));
    const range = { from, to, assignments, seeds, folds: folds[0]!.count, pruning };
    return [...methodOf(payload).search(payload.definition, train, range)];
  },
  /** Candidates on the whole training set, and what they make of the test cases. */
  test(payload: TestPayload): TestReply[] {
    const { train, test } = readyData(preparationOf(payload));
    return methodOf(payload)
      .test(payload.definition, train, test, payload.candidates, drawOf(payload, train))
      .map(({ predictions, fit }) => ({ predictions: [...predictions], fit }));
  },
  /** More of a candidate that was chosen. */
  inspect(payload: InspectPayload): InspectReply {
    const { train, test } = readyData(preparationOf(payload));
    const inspected = methodOf(payload).inspect?.(
      payload.definition,
      train,
      test,
      payload.candidate,
      drawOf(payload, train),
    );
    return inspected ?? { fit: {} };
  },
};
