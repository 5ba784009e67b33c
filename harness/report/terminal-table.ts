import { styleText } from "node:util";
import stringWidth from "string-width";
import type { ClassificationRow } from "../analysis/classification.ts";
import { countText, percentText, spanText } from "./format.ts";
import { alignedLines, type Column, left, right, ruleBelow } from "./text-table.ts";

export interface TerminalOptions {
  /** Columns of the terminal; the last cell of a line is cut to fit. */
  readonly width: number;
  /** `ansi` only where the output is a terminal that wants colours. */
  readonly style: "plain" | "ansi";
}

type Paint = (format: "bold" | "dim" | "red" | "yellow", text: string) => string;

const painters: Readonly<Record<TerminalOptions["style"], Paint>> = {
  plain: (_, text) => text,
  ansi: (format, text) => styleText(format, text, { validateStream: false }),
};

/** Which row a line is of; they stay where there is no result. */
const names: readonly Column<ClassificationRow>[] = [
  left("data set", ({ dataset }) => dataset),
  left("method", ({ label }) => label),
];

const paperColumn = right<ClassificationRow>("paper", ({ paper }) => percentText(paper));

const allColumns: readonly Column<ClassificationRow>[] = [
  ...names,
  right("accuracy", ({ accuracy }) => percentText(accuracy)),
  paperColumn,
  right("valid.", ({ validation }) => percentText(validation)),
  right("ties", ({ ties }) => countText(ties)),
  // nothing where all measured ties agree
  right("over ties", ({ lowest = 0, highest = lowest }) =>
    lowest === highest ? "" : spanText(lowest, highest),
  ),
  left("chosen", ({ settings }) => settings ?? ""),
];

/** Best accuracy of each data set, where there is more than one to compare. */
function bestOf(rows: readonly ClassificationRow[]): Map<string, number> {
  const best = new Map<string, number>();
  for (const { dataset } of rows) {
    const own = rows.flatMap((row) =>
      row.dataset === dataset && row.accuracy !== undefined ? [row.accuracy] : [],
    );
    if (own.length > 1) best.set(dataset, Math.max(...own));
  }
  return best;
}

/** The cells of a row; where there is no result the last one says why. */
function cellsOf(
  row: ClassificationRow,
  before: ClassificationRow | undefined,
  columns: readonly Column<ClassificationRow>[],
): string[] {
  const cells = (row.status === "done" ? columns : names).map(({ cell }) => cell(row));
  if (before?.dataset === row.dataset) cells[0] = "";
  if (row.status !== "done") cells.push(`${row.status}: ${row.reason}`);
  return cells.map((text) => text.replace(/\s*\n\s*/g, " "));
}

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`;
}

const endColours = { done: "dim", failed: "red", skipped: "yellow", missing: "yellow" } as const;

/**
 * The table of results for a terminal: a line for each data set and method, best accuracy in bold, the paper's
 * beside where it has one of any; where there is no result the line says why.
 */
export function terminalTable(
  rows: readonly ClassificationRow[],
  { width, style }: TerminalOptions,
): string {
  const paint = painters[style];
  const inPaper = rows.some(({ paper }) => paper !== undefined);
  const columns = allColumns.filter((column) => inPaper || column !== paperColumn);
  const best = bestOf(rows);
  const cells = rows.map((row, i) => cellsOf(row, rows[i - 1], columns));
  for (const [i, row] of rows.entries()) {
    const accuracy = names.length;
    if (row.status === "done" && row.accuracy === best.get(row.dataset)) {
      cells[i]![accuracy] = paint("bold", cells[i]![accuracy]!);
    }
  }
  const [head, ...lines] = alignedLines(
    [columns.map(({ title }) => title), ...cells],
    columns.map(({ align }) => align),
  );
  const body = lines.map((line, i) => {
    const end = cells[i]!.at(-1)!;
    if (end === "") return line;
    const start = line.slice(0, line.length - end.length);
    return start + paint(endColours[rows[i]!.status], cut(end, width - stringWidth(start)));
  });
  const whole = [head!, ...lines.filter((_, i) => rows[i]!.status === "done")];
  return [paint("dim", cut(head!, width)), paint("dim", ruleBelow(whole, width)), ...body].join(
    "\n",
  );
}
