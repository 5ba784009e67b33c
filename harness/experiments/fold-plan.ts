import { type FoldOrder, type Folds, makeFolds } from "../learners/folds.ts";

/** How the training cases are dealt to folds, once a seed. */
export interface FoldPlan {
  readonly folds: number;
  readonly foldSeeds: readonly number[];
  readonly stratification: "none" | "by-class";
  /** `shuffled` unless given. */
  readonly order?: FoldOrder | undefined;
  /** SHA-256 of the training file: all methods of a data set share their folds. */
  readonly trainChecksum: string;
}

/** Text from which a seed of a data set is derived. */
export function seedText(purpose: string, plan: FoldPlan, foldSeed: number): string {
  return `${purpose} ${plan.trainChecksum} ${foldSeed}`;
}

/** The folds of every fold seed. */
export function foldsOf(labels: Int32Array, plan: FoldPlan): Folds[] {
  return plan.foldSeeds.map((foldSeed) =>
    makeFolds({
      labels,
      folds: plan.folds,
      seed: seedText("folds", plan, foldSeed),
      stratification: plan.stratification,
      order: plan.order,
    }),
  );
}
