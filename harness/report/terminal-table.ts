import type { ClassificationRow } from "../analysis/classification.ts";

export interface TerminalOptions {
  /** Columns of the terminal; the last cell of a line is cut to fit. */
  readonly width: number;
  /** `ansi` only where the output is a terminal. */
  readonly style: "plain" | "ansi";
}

const codes = { bold: "1", dim: "2", red: "31", yellow: "33" } as const;

type Paint = (text: string, colour: keyof typeof codes) => string;

const painters: Readonly<Record<TerminalOptions["style"], Paint>> = {
  plain: (text) => text,
  ansi: (text, colour) => `\u001b[${codes[colour]}m${text}\u001b[0m`,
};

function percent(value: number | undefined): string {
  return value === undefined ? "–" : value.toFixed(2);
}

function count(value: number | undefined): string {
  if (value === undefined) return "–";
  return Number.isInteger(value) ? String(value) : value.toFixed(1);
}

/** `78.3–93.3`, or nothing where all measured ties agree. */
function span({ lowest, highest }: ClassificationRow): string {
  if (lowest === undefined || highest === undefined || lowest === highest) return "";
  return `${lowest.toFixed(1)}–${highest.toFixed(1)}`;
}

interface Column {
  readonly title: string;
  readonly align: "left" | "right";
  text(row: ClassificationRow): string;
}

/** Which row a line is of; they stay where there is no result. */
const names: readonly Column[] = [
  { title: "data set", align: "left", text: ({ dataset }) => dataset },
  { title: "method", align: "left", text: ({ label }) => label },
];

const figures: readonly Column[] = [
  { title: "accuracy", align: "right", text: ({ accuracy }) => percent(accuracy) },
  { title: "paper", align: "right", text: ({ paper }) => percent(paper) },
  { title: "valid.", align: "right", text: ({ validation }) => percent(validation) },
  { title: "ties", align: "right", text: ({ ties }) => count(ties) },
  { title: "over ties", align: "right", text: span },
];

const columns = [...names, ...figures];
const gap = "  ";
const lastTitle = "chosen";

function cut(text: string, width: number): string {
  const line = text.replace(/\s*\n\s*/g, " ");
  return line.length <= width ? line : `${line.slice(0, Math.max(0, width - 1))}…`;
}

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

/**
 * The table of results for a terminal: a line for each data set and kernel, best accuracy in bold;
 * where there is no result the line says why.
 */
export function terminalTable(
  rows: readonly ClassificationRow[],
  { width, style }: TerminalOptions,
): string {
  const paint = painters[style];
  const best = bestOf(rows);
  const cells = rows.map((row, i) =>
    columns.map((column) => {
      const isRepeated = column === names[0] && rows[i - 1]?.dataset === row.dataset;
      return isRepeated ? "" : column.text(row);
    }),
  );
  const widths = columns.map(({ title }, j) =>
    Math.max(title.length, ...cells.map((line) => line[j]!.length)),
  );
  const aligned = (text: string, j: number) =>
    columns[j]!.align === "left" ? text.padEnd(widths[j]!) : text.padStart(widths[j]!);
  const widthOf = (count: number) =>
    widths.slice(0, count).reduce((sum, one) => sum + one + gap.length, 0);

  const body = rows.map((row, i) => {
    const line = cells[i]!.map(aligned);
    if (row.status !== "done") {
      const said = cut(`${row.status}: ${row.reason}`, width - widthOf(names.length));
      const colour = row.status === "failed" ? "red" : "yellow";
      return [...line.slice(0, names.length), paint(said, colour)].join(gap);
    }
    if (row.accuracy === best.get(row.dataset)) {
      line[names.length] = paint(line[names.length]!, "bold");
    }
    const chosen = cut(row.settings ?? "", width - widthOf(columns.length));
    return [...line, ...(chosen === "" ? [] : [paint(chosen, "dim")])].join(gap).trimEnd();
  });
  const head = [...columns.map(({ title }, j) => aligned(title, j)), lastTitle].join(gap);
  const longest = Math.max(...rows.map(({ settings }) => settings?.length ?? 0), lastTitle.length);
  const rule = "─".repeat(Math.min(width, widthOf(columns.length) + longest));
  return [paint(cut(head, width), "dim"), paint(rule, "dim"), ...body].join("\n");
}
