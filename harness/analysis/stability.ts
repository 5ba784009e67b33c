import type { Selection } from "../experiments/classification/result.ts";
import { choose, type TieRule } from "../learners/selection.ts";
import { mean } from "../math/mean.ts";
import { accuraciesOf, type ClassificationResults, resultKey } from "./classification.ts";
import { type Accuracy, type CompleteCases, completeCases } from "./complete-cases.ts";
import { type MethodScores, scores } from "./scores.ts";

/** The methods' scores under one way to select, or one way to prepare the data. */
export interface Variation {
  readonly label: string;
  readonly cases: CompleteCases;
  readonly scores: readonly MethodScores[];
}

type Tie = Selection["ties"]["recorded"][number];

/** What may choose among recorded ties: their test cases classified rightly, or a mean of them. */
type Rule = (ties: readonly Tie[], strength: (candidate: number) => number) => number;

const correct = ({ testCorrect }: Tie) => testCorrect;

/** The tie that a rule of the config chooses. */
function chosenBy(rule: TieRule): Rule {
  return (ties, strength) => {
    const candidates = ties.map(({ candidate }) => candidate);
    const chosen = choose(candidates, { rule, strength, seed: "" });
    return correct(ties[candidates.indexOf(chosen)]!);
  };
}

const rules: readonly (readonly [string, Rule])[] = [
  ["first tie in the grid", chosenBy("first")],
  ["last tie", chosenBy("last")],
  ["tie with the smallest C", chosenBy("smallest-c")],
  ["tie with the largest C", chosenBy("largest-c")],
  ["mean over ties", (ties) => mean(ties.map(correct))],
  ["worst tie on the test set", (ties) => Math.min(...ties.map(correct))],
  ["best tie on the test set", (ties) => Math.max(...ties.map(correct))],
];

function variation(
  label: string,
  { datasets, methods, results, used }: ClassificationResults,
  rightOf: (
    selections: readonly Selection[],
    strength: (candidate: number) => number,
  ) => number | undefined,
): Variation {
  const cases = completeCases(
    datasets.flatMap((dataset) =>
      methods.flatMap(({ id }) => {
        const key = resultKey(dataset, id);
        const result = results.get(key);
        const strength = result && used.get(key)!.strength?.(result.grid);
        const right = result && rightOf(result.selections, strength ?? (() => 0));
        if (right === undefined) return [];
        return [{ dataset, method: id, percent: (100 * right) / result!.testLabels.length }];
      }),
    ),
  );
  return { label, cases, scores: scores(cases) };
}

/**
 * The scores of all methods had selection gone otherwise: with each fold seed alone that every method has somewhere, and with each
 * way to choose among the recorded ties, mean over the fold seeds. Where more tied than were recorded, a rule chooses among the recorded sample.
 */
export function selectionVariations(results: ClassificationResults): Variation[] {
  const seedsOf = (id: string) =>
    results.datasets.flatMap((dataset) => {
      const { selections = [] } = results.results.get(resultKey(dataset, id)) ?? {};
      return selections.map(({ foldSeed }) => foldSeed);
    });
  const [first = [], ...others] = results.methods
    .map(({ id }) => seedsOf(id))
    .filter((own) => own.length > 0);
  const seeds = new Set(first.filter((seed) => others.every((own) => own.includes(seed))));
  const ofSeeds = [...seeds].map((seed) =>
    variation(
      `fold seed ${seed}`,
      results,
      (selections) => selections.find(({ foldSeed }) => foldSeed === seed)?.test.correct,
    ),
  );
  const ofRules = rules.map(([label, rule]) =>
    variation(label, results, (selections, strength) =>
      mean(selections.map(({ ties }) => rule(ties.recorded, strength))),
    ),
  );
  const asChosen = variation("as selected, mean over fold seeds", results, (selections) =>
    mean(selections.map(({ test }) => test.correct)),
  );
  return [asChosen, ...(seeds.size > 1 ? ofSeeds : []), ...ofRules];
}

/** Results under one way to prepare the data or to select, by the name of their folder. */
export interface NamedResults {
  readonly label: string;
  readonly results: ClassificationResults;
}

/**
 * The scores under several ways, each over the same data sets: those on which all of them have an
 * accuracy of every method that they share.
 */
export function commonVariations(sources: readonly NamedResults[]): Variation[] {
  const accuracies = sources.map(({ results }) => accuraciesOf(results));
  const has = (own: readonly Accuracy[], key: "dataset" | "method", name: string) =>
    own.some((one) => one[key] === name);
  const shared = accuracies.map((own) =>
    own.filter(({ method }) => accuracies.every((other) => has(other, "method", method))),
  );
  const complete = shared.map((own) => completeCases(own).datasets);
  return sources.map(({ label }, s) => {
    const cases = completeCases(
      shared[s]!.filter(({ dataset }) => complete.every((names) => names.includes(dataset))),
    );
    return { label, cases, scores: scores(cases) };
  });
}
