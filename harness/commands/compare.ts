import { existsSync, statSync } from "node:fs";
import type { CommandModule } from "yargs";
import { type Comparison, compareSources } from "../analysis/compare.ts";
import {
  type Contestant,
  paperContestants,
  publishedContestants,
  recordedContestants,
} from "../analysis/contestant.ts";
import { type Tolerance, tolerances } from "../analysis/tolerance.ts";
import { HarnessError } from "../errors.ts";
import { didYouMean, orAllOf } from "../nearest.ts";
import { programName } from "../program-name.ts";
import { paperConfidence, paperSource } from "../reference/paper.ts";
import { readPublished } from "../reference/published.ts";
import { readRecords } from "../store/records.ts";
import { comparisonsJson, comparisonsText } from "./compare-text.ts";
import { neededText, text, texts, toggle } from "./flags.ts";

interface CompareArguments {
  a: string;
  b: string;
  tolerance: string;
  published: string | undefined;
  classifiers: string[];
  method: string[];
  json: boolean;
}

/** Names that stand for a source, not for a folder. */
const reserved = ["paper", "published"];

function publishedSource({ published, classifiers }: CompareArguments): Contestant[] {
  if (published === undefined) {
    throw new HarnessError(
      "usage",
      "the published accuracies need a file: --published classifiers.csv",
      "a CSV with a column `dataset` and one a classifier, accuracies from 0 to 1 on the official splits",
    );
  }
  const file = readPublished(published);
  for (const name of classifiers) {
    if (file.classifiers.includes(name)) continue;
    throw new HarnessError(
      "usage",
      `${published} has no classifier "${name}"${orAllOf(name, file.classifiers)}`,
    );
  }
  return publishedContestants(file, classifiers);
}

function folderSource(folder: string): Contestant[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new HarnessError(
      "usage",
      `there is no folder of results ${folder}${didYouMean(folder, reserved)}`,
      "compare takes the folder of a config's records, such as results/quickstart, or paper, or published",
    );
  }
  const found = recordedContestants(folder, readRecords(folder)).filter(
    ({ entries }) => entries.size > 0,
  );
  if (found.length > 0) return found;
  throw new HarnessError(
    "data",
    `${folder} holds no record of the classification experiment that is done`,
    `compare takes classifications, whose records ${programName} run computes; the page of another experiment has its numbers`,
  );
}

function sourceOf(name: string, flags: CompareArguments): Contestant[] {
  if (name === "paper") return paperContestants();
  if (name === "published") return publishedSource(flags);
  return folderSource(name);
}

/** Refuses a method that neither side has. */
function checkMethods(wanted: readonly string[], sides: readonly (readonly Contestant[])[]): void {
  const known = [...new Set(sides.flat().map(({ method }) => method))];
  for (const name of wanted) {
    if (known.includes(name)) continue;
    const guess = didYouMean(name, known);
    const sentence = `--method names "${name}", which neither side has`;
    throw new HarnessError("usage", `${sentence}${guess || `; there are ${known.join(", ")}`}`);
  }
}

function comparisonsOf(flags: CompareArguments, tolerance: Tolerance): Comparison[] {
  const { a, b, method } = flags;
  if (a === "published") {
    throw new HarnessError(
      "usage",
      `published can only stand second: ${programName} compare A published`,
    );
  }
  const sides = [sourceOf(a, flags), sourceOf(b, flags)] as const;
  checkMethods(method, sides);
  const chosen = sides[0].filter((one) => method.length === 0 || method.includes(one.method));
  const pairing = b === "published" ? "every-pair" : "same-method";
  const found = compareSources(chosen, sides[1], pairing, tolerance).filter(
    ({ rows }) => rows.length > 0,
  );
  if (found.length > 0) return found;
  const [as, bs] = sides.map((side) => side.map((one) => one.method).join(", "));
  throw new HarnessError(
    "data",
    `${a} and ${b} have no method on a data set in common: ${as} and ${bs}`,
  );
}

function compare(flags: CompareArguments): void {
  const tolerance = tolerances.find(({ name }) => name === flags.tolerance)!;
  const comparisons = comparisonsOf(flags, tolerance);
  if (flags.json) {
    console.log(JSON.stringify(comparisonsJson(comparisons, tolerance), null, 2));
    return;
  }
  console.log(comparisonsText(comparisons, tolerance));
  if ([flags.a, flags.b].includes("paper")) {
    console.log(`\nThe paper's numbers are ${paperConfidence}: ${paperSource}.`);
  }
}

export const compareCommand: CommandModule<object, CompareArguments> = {
  builder: (builder) =>
    builder
      .positional("a", neededText("Folder of records, such as results/quickstart, or paper"))
      .positional("b", neededText("Another such folder, or paper, or published"))
      .option("tolerance", {
        choices: tolerances.map(({ name }) => name),
        default: "test-case",
        describe: "Difference that counts as a draw",
      })
      .option("published", text("CSV of published accuracies on the official splits"))
      .option(
        "classifiers",
        texts("Which of the published classifiers", ["1NN-DTW", "ROCKET", "HC2"]),
      )
      .option("method", texts("Only these methods of A"))
      .option("json", toggle("Print the comparison as JSON")),
  handler: compare,
};
