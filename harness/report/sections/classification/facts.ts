import type { ClassificationRow } from "../../../analysis/classification.ts";
import { binomialError } from "../../../analysis/mean.ts";
import { candidateText } from "../../../analysis/settings.ts";
import type { ClassificationResult } from "../../../experiments/classification/result.ts";
import type { Fact, Method } from "../../../methods/method.ts";
import { programName } from "../../../program-name.ts";
import { paperConfidence } from "../../../reference/paper.ts";
import { shellWord } from "../../../shell-word.ts";
import type { HarnessRecord } from "../../../store/record.ts";
import { counted, countText, percentText, signedText } from "../../format.ts";
import type { ReportInput } from "../../report-input.ts";
import { divergenceText } from "./divergence.ts";

function dataFacts({ data }: ClassificationResult): Fact[] {
  const { trainSize, testSize, shortest, longest, dimension, classes, notes } = data;
  const lengths = shortest === longest ? `length ${longest}` : `lengths ${shortest} to ${longest}`;
  const values = dimension === 1 ? "" : `, ${dimension} values a step`;
  const size = `${counted(trainSize, "training case")} and ${counted(testSize, "test case")}, ${lengths}${values}, ${classes.length} ${classes.length === 1 ? "class" : "classes"}`;
  return [["Data", [size, ...notes].join(". ")]];
}

function accuracyText({ testLabels }: ClassificationResult, accuracy: number): string {
  const error = binomialError(accuracy / 100, testLabels.length);
  return `${percentText(accuracy)} % ± ${percentText(100 * error)} (binomial standard error, ${counted(testLabels.length, "case")})`;
}

function seedFacts({ selections, testLabels, grid }: ClassificationResult): Fact[] {
  if (selections.length < 2) return [];
  const lines = selections.map(({ foldSeed, test, chosen }) => {
    const percent = percentText((100 * test.correct) / testLabels.length);
    const candidate = candidateText(grid, chosen);
    return `seed ${foldSeed}: ${percent} %${candidate === "" ? "" : ` with ${candidate}`}`;
  });
  const accuracies = selections.map(({ test }) => (100 * test.correct) / testLabels.length);
  const span = `${percentText(Math.min(...accuracies))} to ${percentText(Math.max(...accuracies))} %`;
  return [["Fold seeds", `${span} over ${selections.length} of them. ${lines.join("; ")}`]];
}

function doneFacts(row: ClassificationRow, result: ClassificationResult, method: Method): Fact[] {
  const facts: Fact[] = [["Test accuracy", accuracyText(result, row.accuracy!)]];
  if (row.paper !== undefined) {
    const note = row.paperNote === undefined ? "" : `; ${row.paperNote}`;
    const within = { true: ", within our span", false: ", outside our span" }[
      String(row.paperWithin)
    ];
    const text = `${percentText(row.paper)} % (${paperConfidence}${note}); difference ${signedText(row.difference!)}${within ?? ""}`;
    facts.push(["The paper", text]);
  }
  const settings = row.settings === "" ? "the only candidate" : row.settings!;
  facts.push(["Chosen", settings]);
  facts.push(...seedFacts(result));
  facts.push(["Validation", `${percentText(row.validation)} %, the best of all candidates`]);
  const [ties, tiesMeasured] = [countText(row.ties), countText(row.tiesMeasured)];
  const measured = tiesMeasured === ties ? "" : ` (${tiesMeasured} of them measured)`;
  facts.push([
    "Ties",
    ties === "1"
      ? "none: one candidate is best"
      : `${ties} candidates share it${measured}; their test accuracy: ${percentText(row.lowest)} to ${percentText(row.highest)} %`,
  ]);
  const { fit, notes } = result.selections[0]!;
  const divergence = divergenceText(result, result.selections[0]!);
  if (divergence !== undefined) facts.push(["Diverged", divergence]);
  facts.push(...method.facts(fit));
  if (notes.length > 0) facts.push(["Folds", notes.join(". ")]);
  return [...facts, ...dataFacts(result)];
}

function checksumFacts(record: HarnessRecord | undefined): Fact[] {
  const checksums = record?.task.checksums;
  if (typeof checksums !== "object" || checksums === null) return [];
  return Object.entries(checksums).map(([name, sum]) => [`SHA-256 ${name}`, String(sum)]);
}

/** What is to be said about one number, in the order of the drawer. */
export function factsOf(
  input: ReportInput,
  row: ClassificationRow,
  result: ClassificationResult | undefined,
  method: Method | undefined,
  record: HarnessRecord | undefined,
): Fact[] {
  const only = shellWord(`dataset=${row.dataset},method=${row.method}`);
  const config = shellWord(input.configPath);
  return [
    ...(result === undefined || method === undefined
      ? ([["Reason", row.reason ?? ""]] satisfies Fact[])
      : doneFacts(row, result, method)),
    ...checksumFacts(record),
    ["Recompute", `${programName} run ${config} --only ${only} --force`],
    ["Explain", `${programName} explain ${config} ${shellWord(row.dataset)} ${row.method}`],
  ];
}
