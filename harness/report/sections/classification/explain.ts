import { confusionMatrix } from "../../../analysis/confusion.ts";
import { binomialError } from "../../../analysis/mean.ts";
import { candidateText, keyLetter, valueText } from "../../../analysis/settings.ts";
import { type Axis, axesOf, validationSurface, widestAxes } from "../../../analysis/surface.ts";
import {
  type ParsedClassification,
  parseClassification,
} from "../../../experiments/classification/parse.ts";
import type {
  ClassificationResult,
  Selection,
} from "../../../experiments/classification/result.ts";
import { gridSize, valueIndexes } from "../../../methods/grid.ts";
import { paperConfidence } from "../../../reference/paper.ts";
import { paperAccuracy } from "../../../reference/paper-table.ts";
import type { HarnessRecord } from "../../../store/record.ts";
import { decimalText, percentText } from "../../format.ts";
import type { Passage } from "../../passages.ts";
import { type Column, left, right, textTable } from "../../text-table.ts";
import { divergenceLines, divergenceText } from "./divergence.ts";

/** `75.00 % (3 of 4)`. */
function partText(count: number, total: number): string {
  return `${percentText((100 * count) / total)} % (${count} of ${total})`;
}

function tableLines<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string[] {
  return textTable(rows, columns).split("\n");
}

function accuracyLines({ dataset, method }: HarnessRecord, result: ClassificationResult): string[] {
  const { testSize } = result.data;
  const lines = result.selections.map(({ foldSeed, test }) => {
    const error = percentText(100 * binomialError(test.correct / testSize, testSize));
    return `fold seed ${foldSeed}: ${partText(test.correct, testSize)} test cases right, binomial standard error ${error}`;
  });
  const paper = paperAccuracy(dataset, method);
  if (paper === undefined) return lines;
  const note = paper.note === undefined ? "" : `; ${paper.note}`;
  return [...lines, `the paper: ${percentText(paper.percent)} % (${paperConfidence}${note})`];
}

function dataLines({ data }: ClassificationResult): string[] {
  const counts = data.classes.map((name, i) => `${name}: ${data.trainClassCounts[i]}`).join(", ");
  const lengths =
    data.shortest === data.longest ? `${data.longest}` : `${data.shortest} to ${data.longest}`;
  return [
    `${data.trainSize} training and ${data.testSize} test cases of length ${lengths}, ${data.dimension} value${data.dimension === 1 ? "" : "s"} a step`,
    `classes in training: ${counts}`,
    ...data.notes,
  ];
}

function searchLines({ grid }: ClassificationResult): string[] {
  const candidates = gridSize(grid);
  return [
    ...grid.map(({ key, values }) => `${keyLetter(key)}: ${values.map(valueText).join(", ")}`),
    candidates === 1 ? "1 candidate: nothing to choose" : `${candidates} candidates`,
  ];
}

/** Every key of a candidate, those that do not vary over the search included. */
function wholeCandidate({ grid }: ClassificationResult, candidate: number): string[] {
  if (grid.length === 0) return [];
  const indexes = valueIndexes(grid, candidate);
  return [grid.map(({ key, values }, i) => `${key} = ${values[indexes[i]!]}`).join(", ")];
}

/** Lines of ties that are shown before the rest is summed up. */
const tiesShown = 20;

function tieLines(result: ClassificationResult, { ties, chosen }: Selection): string[] {
  const { testSize } = result.data;
  const correct = ties.recorded.map(({ testCorrect }) => testCorrect);
  const lowest = Math.min(...correct);
  const highest = Math.max(...correct);
  const measured =
    ties.count === ties.recorded.length ? "all of them" : `${ties.recorded.length} of them, drawn`;
  const lines = [
    `${ties.count === 1 ? "1 candidate has" : `${ties.count} candidates share`} the best validation accuracy; test accuracy of ${measured}: ${partText(lowest, testSize)} to ${partText(highest, testSize)}`,
  ];
  if (ties.recorded.length < 2) return lines;
  const rows = tableLines(ties.recorded.slice(0, tiesShown), [
    right("test", (tie) => partText(tie.testCorrect, testSize)),
    left("candidate", ({ candidate }) => {
      const mark = candidate === chosen ? "  ← chosen" : "";
      return candidateText(result.grid, candidate) + mark;
    }),
  ]);
  const rest = ties.recorded.length - tiesShown;
  return [...lines, ...rows, ...(rest > 0 ? [`… ${rest} more`] : [])];
}

/** The two axes that a surface is shown over; of a search over one key, that key twice. */
function shownAxes(result: ClassificationResult): readonly [Axis, Axis] | undefined {
  const axes = axesOf(result);
  const [only] = axes;
  return widestAxes(axes) ?? (only === undefined ? undefined : [only, only]);
}

function surfaceLines(selection: Selection, [down, across]: readonly [Axis, Axis]): string[] {
  const surface = validationSurface(selection, across, down);
  if (surface === undefined) return ["left unknown by pruning"];
  const percent = (i: number, j: number) => surface.percents[i * across.values.length + j]!;
  if (down === across) {
    return down.values.map((value, i) => `${down.name} ${value}: ${percentText(percent(i, i))}`);
  }
  return tableLines<number>(
    down.values.map((_, i) => i),
    [
      right(down.name, (i) => down.values[i]!),
      ...across.values.map(
        (value, j): Column<number> =>
          right(`${across.name} ${value}`, (i) => decimalText(percent(i, j), 1)),
      ),
    ],
  );
}

/** Classes beyond which the confusion matrix is told by its errors alone. */
const classesShown = 12;

function confusionLines({ data, testLabels }: ClassificationResult, { test }: Selection): string[] {
  const { classes } = data;
  const matrix = confusionMatrix(testLabels, test.predictions, classes.length);
  if (classes.length > classesShown) {
    const errors = matrix.flatMap((row, i) =>
      row.map((count, j) => ({ count, i, j })).filter(({ count, j }) => count > 0 && j !== i),
    );
    return errors
      .sort((a, b) => b.count - a.count)
      .map(({ count, i, j }) => `class ${classes[i]} taken for ${classes[j]}: ${count}`);
  }
  return tableLines<number[]>(matrix, [
    left("class", (row) => classes[matrix.indexOf(row)]!),
    ...classes.map((name, j): Column<number[]> => right(`as ${name}`, (row) => String(row[j]))),
  ]);
}

function missedLines({ data, testLabels }: ClassificationResult, { test }: Selection): string[] {
  const missed = testLabels.flatMap((label, i) =>
    label === test.predictions[i]
      ? []
      : [`${i + 1} (${data.classes[label]} as ${data.classes[test.predictions[i]!]})`],
  );
  return missed.length === 0 ? ["none"] : [missed.join(", ")];
}

function selectionPassages(
  { method, result }: ParsedClassification,
  selection: Selection,
): Passage[] {
  const { foldSeed, validation, chosen, fit, notes } = selection;
  const title = (text: string) => `${text} (fold seed ${foldSeed})`;
  const divergence = divergenceText(result, selection);
  const axes = shownAxes(result);
  const names = [...new Set(axes?.map(({ name }) => name))].join(" and ");
  return [
    {
      title: title("Chosen"),
      lines: [
        ...wholeCandidate(result, chosen),
        `candidate ${chosen} in grid order (from 0)`,
        `validation accuracy ${decimalText((100 * validation.best) / validation.denominator, 4)} % (${validation.best} / ${validation.denominator})`,
        ...method.facts(fit).map(([name, text]) => `${name}: ${text}`),
        ...notes,
      ],
    },
    { title: title("Ties"), lines: tieLines(result, selection) },
    ...(divergence === undefined
      ? []
      : [
          {
            title: title("Trainings that diverged"),
            lines: [divergence, ...divergenceLines(result, selection)],
          },
        ]),
    {
      title: title(
        `Validation accuracy over ${names}${axesOf(result).length > 2 ? ", best over the rest" : ""}`,
      ),
      lines: axes === undefined ? [] : surfaceLines(selection, axes),
    },
    { title: title("Confusion on the test set"), lines: confusionLines(result, selection) },
    {
      title: title("Test cases taken for another class, numbered from 1"),
      lines: missedLines(result, selection),
    },
  ];
}

/** Everything behind a number of the classification experiment. */
export function explainClassification(record: HarnessRecord & { status: "done" }): Passage[] {
  const parsed = parseClassification(record);
  const { result } = parsed;
  return [
    { title: "Accuracy", lines: accuracyLines(record, result) },
    { title: "Data", lines: dataLines(result) },
    { title: "Search", lines: searchLines(result) },
    ...result.selections.flatMap((selection) => selectionPassages(parsed, selection)),
  ];
}
