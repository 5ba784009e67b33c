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

const titles = [
  "data set",
  "kernel",
  "accuracy",
  "paper",
  "validation",
  "ties",
  "over ties",
  "chosen",
];
/** Columns with words stand left, those with numbers right. */
const left = new Set([0, 1, 7]);
const gap = "  ";

function percent(value: number | undefined): string {
  return value === undefined ? "–" : value.toFixed(2);
}

function count(value: number | undefined): string {
  if (value === undefined) return "–";
  return Number.isInteger(value) ? String(value) : value.toFixed(1);
}

/** `78.33–93.33`, or nothing where all measured ties agree. */
function span({ lowest, highest }: ClassificationRow): string {
  if (lowest === undefined || highest === undefined || lowest === highest) return "";
  return `${percent(lowest)}–${percent(highest)}`;
}

function cells(row: ClassificationRow, isFirst: boolean): string[] {
  return [
    isFirst ? row.dataset : "",
    row.label,
    percent(row.accuracy),
    percent(row.paper),
    percent(row.validation),
    count(row.ties),
    span(row),
    row.settings ?? "",
  ];
}

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`;
}

function bestOf(rows: readonly ClassificationRow[]): Map<string, number> {
  const best = new Map<string, number>();
  for (const { dataset, accuracy } of rows) {
    if (accuracy !== undefined) {
      best.set(dataset, Math.max(accuracy, best.get(dataset) ?? accuracy));
    }
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
  const lines = rows.map((row, i) => cells(row, rows[i - 1]?.dataset !== row.dataset));
  const widths = titles.map((title, column) =>
    Math.max(title.length, ...lines.map((line) => line[column]!.length)),
  );
  const align = (text: string, column: number) =>
    left.has(column) ? text.padEnd(widths[column]!) : text.padStart(widths[column]!);
  const last = titles.length - 1;
  const used = widths.slice(0, last).reduce((sum, w) => sum + w + gap.length, 0);
  const used2 = widths.slice(0, 2).reduce((sum, w) => sum + w + gap.length, 0);
  const best = bestOf(rows);
  const body = rows.map((row, i) => {
    const line = lines[i]!;
    if (row.status !== "done") {
      const said = cut(`${row.status}: ${row.reason}`, width - used2);
      const start = [0, 1].map((column) => align(line[column]!, column)).join(gap);
      return `${start}${gap}${paint(said, row.status === "failed" ? "red" : "yellow")}`;
    }
    const isBest = row.accuracy === best.get(row.dataset);
    return line
      .map((text, column) => {
        if (column === last) return paint(cut(text, width - used), "dim");
        const aligned = align(text, column);
        return column === 2 && isBest ? paint(aligned, "bold") : aligned;
      })
      .join(gap)
      .trimEnd();
  });
  const head = titles
    .map((title, column) => align(title, column))
    .join(gap)
    .trimEnd();
  const ruled = [cut(head, width), "─".repeat(Math.min(width, used + widths[last]!))];
  return [...ruled.map((line) => paint(line, "dim")), ...body].join("\n");
}
