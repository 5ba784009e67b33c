import type { ComparedDataset, Comparison } from "../analysis/compare.ts";
import type { Tolerance } from "../analysis/tolerance.ts";
import type { Wilcoxon } from "../analysis/wilcoxon.ts";
import { percentText, probabilityText, signedText } from "../report/format.ts";
import { type Column, left, right, textTable } from "../report/text-table.ts";

function wilcoxonText(test: Wilcoxon | undefined): string {
  if (test === undefined) return "";
  if (test.method === "all-zero") return "no difference at all";
  return `p ${probabilityText(test.p)} (${test.method}, ${test.nonzero} differ)`;
}

function nameOf({ a, b }: Comparison): string {
  return a.method === b.method ? a.method : `${a.method} / ${b.method}`;
}

const dataColumns = (comparison: Comparison): Column<ComparedDataset>[] => [
  left("data set", ({ dataset }) => dataset),
  right(comparison.a.source, ({ a }) => percentText(a)),
  right(comparison.b.source, ({ b }) => percentText(b)),
  right("difference", ({ difference }) => signedText(difference)),
  right("in test cases", ({ difference, testSize }) =>
    testSize === undefined ? "" : signedText((difference * testSize) / 100, 1),
  ),
  right("tolerance", ({ tolerance }) => percentText(tolerance)),
  left("", ({ verdict, doubt }) => (doubt === undefined ? verdict : `${verdict}: ${doubt}`)),
];

const summaryColumns: Column<Comparison>[] = [
  left("method", nameOf),
  right("data sets", ({ counts: { wins, draws, losses } }) => String(wins + draws + losses)),
  right("mean of A", ({ means }) => percentText(means?.a)),
  right("mean of B", ({ means }) => percentText(means?.b)),
  right("win/draw/loss", ({ counts: { wins, draws, losses } }) => `${wins}/${draws}/${losses}`),
  left("Wilcoxon", ({ wilcoxon }) => wilcoxonText(wilcoxon)),
];

/** Names that are listed before the rest is counted. */
const namesListed = 8;

function listed(names: readonly string[]): string {
  const rest = names.length - namesListed;
  const shown = names.slice(0, namesListed).join(", ");
  return rest > 0 ? `${shown} and ${rest} more` : shown;
}

function onlyText({ a, b, only }: Comparison): string[] {
  return [[a.source, only.a] as const, [b.source, only.b] as const].flatMap(([source, names]) =>
    names.length === 0 ? [] : [`Only in ${source}: ${listed(names)}`],
  );
}

/** The comparisons for a terminal: a table a pair of methods, then a line a pair. */
export function comparisonsText(comparisons: readonly Comparison[], tolerance: Tolerance): string {
  const tables = comparisons.flatMap((comparison) => [
    nameOf(comparison),
    textTable(comparison.rows, dataColumns(comparison)),
    ...onlyText(comparison),
    "",
  ]);
  const { a, b } = comparisons[0]!;
  const rounding = a.rounding + b.rounding;
  const rounded = rounding > 0 ? `, and ${rounding} points for a source's own rounding` : "";
  return [
    ...tables,
    `A is ${a.source}, B is ${b.source}; tolerance of a draw: ${tolerance.origin}${rounded}.`,
    textTable(comparisons, summaryColumns),
    "Wilcoxon: signed ranks of the differences without the tolerance, two-sided, one test a line, uncorrected.",
  ].join("\n");
}

/** The comparisons as plain values. */
export function comparisonsJson(comparisons: readonly Comparison[], tolerance: Tolerance) {
  return {
    tolerance: { name: tolerance.name, origin: tolerance.origin },
    comparisons: comparisons.map(({ a, b, ...rest }) => ({
      a: { source: a.source, method: a.method },
      b: { source: b.source, method: b.method },
      rounding: a.rounding + b.rounding,
      ...rest,
    })),
  };
}
