import type { Selection } from "../experiments/classification/result.ts";
import { type ClassificationResults, resultKey } from "./classification.ts";
import { type Accuracy, type CompleteCases, completeCases } from "./complete-cases.ts";
import { mean } from "./mean.ts";
import { type MethodScores, scores } from "./scores.ts";

/** The methods' scores under one way to select, or one way to prepare the data. */
export interface Variation {
  readonly label: string;
  readonly cases: CompleteCases;
  readonly scores: readonly MethodScores[];
}

type Tie = Selection["ties"]["recorded"][number];
type Rule = (ties: readonly Tie[]) => number;

const correct = ({ testCorrect }: Tie) => testCorrect;

/** Right answers of a tie, or a mean of them, by what could have chosen among the recorded ties. */
const rules: readonly (readonly [string, Rule])[] = [
  ["first tie in the grid", (ties) => correct(ties[0]!)],
  ["last tie", (ties) => correct(ties.at(-1)!)],
  ["tie with the smallest C", (ties) => correct(ties.reduce((a, b) => (b.c < a.c ? b : a)))],
  ["tie with the largest C", (ties) => correct(ties.reduce((a, b) => (b.c > a.c ? b : a)))],
  ["mean over ties", (ties) => mean(ties.map(correct))],
  ["worst tie on the test set", (ties) => Math.min(...ties.map(correct))],
  ["best tie on the test set", (ties) => Math.max(...ties.map(correct))],
];

function variation(
  label: string,
  { datasets, methods, results }: ClassificationResults,
  rightOf: (selections: readonly Selection[]) => number | undefined,
): Variation {
  const cases = completeCases(
    datasets.flatMap((dataset) =>
      methods.flatMap(({ id }) => {
        const result = results.get(resultKey(dataset, id));
        const right = result && rightOf(result.selections);
        if (right === undefined) return [];
        return [{ dataset, method: id, percent: (100 * right) / result!.testLabels.length }];
      }),
    ),
  );
  return { label, cases, scores: scores(cases) };
}

/**
 * The scores of all methods had selection gone otherwise: with each fold seed alone, and with each
 * way to choose among the recorded ties, mean over the fold seeds. The ties of C in order of the
 * config; where more tied than were recorded, a rule chooses among the recorded sample.
 */
export function selectionVariations(results: ClassificationResults): Variation[] {
  const seeds = new Set(
    [...results.results.values()].flatMap(({ selections }) =>
      selections.map(({ foldSeed }) => foldSeed),
    ),
  );
  const ofSeeds = [...seeds].map((seed) =>
    variation(
      `fold seed ${seed}`,
      results,
      (selections) => selections.find(({ foldSeed }) => foldSeed === seed)?.test.correct,
    ),
  );
  const ofRules = rules.map(([label, rule]) =>
    variation(label, results, (selections) =>
      mean(selections.map(({ ties }) => rule(ties.recorded))),
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

function headlines({ rows }: ClassificationResults): Accuracy[] {
  return rows.flatMap(({ dataset, method, accuracy }) =>
    accuracy === undefined ? [] : [{ dataset, method, percent: accuracy }],
  );
}

/**
 * The scores under several ways, each over the same data sets: those on which all of them have an
 * accuracy of every method that they share.
 */
export function commonVariations(sources: readonly NamedResults[]): Variation[] {
  const accuracies = sources.map(({ results }) => headlines(results));
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
