import { readFileSync } from "node:fs";
import Papa from "papaparse";
import { HarnessError } from "../errors.ts";

/** Test accuracies of published classifiers on the official splits. */
export interface Published {
  /** Names of the classifiers in the file's order. */
  readonly classifiers: readonly string[];
  readonly datasets: readonly string[];
  /** Accuracy in percent, or `undefined` where the file has none. */
  percent(dataset: string, classifier: string): number | undefined;
}

const hint =
  "the file has a header `dataset,<classifier>,…` and a row a data set, accuracies from 0 to 1, empty where unknown " +
  "(the results of timeseriesclassification.com on the official split, which the Python package aeon gives by get_estimator_results, have this content)";

function fault(sentence: string): HarnessError {
  return new HarnessError("data", sentence, hint);
}

function parse(path: string): { readonly header: string[]; readonly rows: string[][] } {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    throw fault(
      `the published accuracies cannot be read from ${path}: ${(cause as Error).message}`,
    );
  }
  const [header, ...rows] = Papa.parse<string[]>(text.replace(/^\uFEFF/, "").trimEnd()).data;
  if (header?.[0] !== "dataset") {
    throw fault(`${path}:1: the first column is "${header?.[0] ?? ""}", expected "dataset"`);
  }
  const twice = header.find((name, column) => header.indexOf(name) !== column);
  if (twice !== undefined) throw fault(`${path}:1: the column "${twice}" stands there twice`);
  return { header, rows };
}

/**
 * Reads accuracies of published classifiers from a CSV (`dataset,<classifier>,…`, fractions, empty
 * cells for unknown). Throws a `data` error with file and line on anything else.
 */
export function readPublished(path: string): Published {
  const { header, rows } = parse(path);
  const classifiers = header.slice(1);
  const percents = new Map<string, Map<string, number>>();
  for (const [index, row] of rows.entries()) {
    const line = `${path}:${index + 2}`;
    const [dataset, ...cells] = row;
    if (row.length !== header.length) {
      throw fault(`${line}: ${row.length} columns, expected the header's ${header.length}`);
    }
    if (percents.has(dataset!)) throw fault(`${line}: ${dataset} has a row already`);
    const known = new Map<string, number>();
    for (const [column, cell] of cells.entries()) {
      if (cell.trim() === "") continue;
      const accuracy = Number(cell);
      if (!(accuracy >= 0 && accuracy <= 1)) {
        throw fault(
          `${line}: ${classifiers[column]} has "${cell}", expected an accuracy from 0 to 1`,
        );
      }
      known.set(classifiers[column]!, 100 * accuracy);
    }
    percents.set(dataset!, known);
  }
  return {
    classifiers,
    datasets: [...percents.keys()],
    percent: (dataset, classifier) => percents.get(dataset)?.get(classifier),
  };
}
