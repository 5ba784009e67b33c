import stringWidth from "string-width";

export type Align = "left" | "right";

/** A column of a table for the terminal. */
export interface Column<Row> {
  readonly title: string;
  readonly align: Align;
  cell(row: Row): string;
}

/** A column of texts. */
export function left<Row>(title: string, cell: (row: Row) => string): Column<Row> {
  return { title, align: "left", cell };
}

/** A column of numbers. */
export function right<Row>(title: string, cell: (row: Row) => string): Column<Row> {
  return { title, align: "right", cell };
}

/** Longest rule below the titles. */
const ruleWidth = 100;

/** A rule as long as the longest of some lines, at most so wide. */
export function ruleBelow(lines: readonly string[], width: number): string {
  return "─".repeat(Math.min(width, Math.max(...lines.map((line) => stringWidth(line)))));
}

/**
 * Lines of cells in columns that are as wide as their widest text, two blanks apart. A line with
 * fewer cells than there are columns ends in a free text, for which no column is made wider. Colours
 * in a text take no room.
 */
export function alignedLines(
  lines: readonly (readonly string[])[],
  aligns: readonly Align[],
): string[] {
  const isFree = (line: readonly string[], j: number) =>
    j === line.length - 1 && line.length < aligns.length;
  const widths = aligns.map((_, j) =>
    Math.max(0, ...lines.map((line) => (isFree(line, j) ? 0 : stringWidth(line[j] ?? "")))),
  );
  return lines.map((line) => {
    const cells = line.map((text, j) => {
      if (isFree(line, j)) return text;
      const blanks = " ".repeat(widths[j]! - stringWidth(text));
      return aligns[j] === "left" ? text + blanks : blanks + text;
    });
    return cells.join("  ").trimEnd();
  });
}

/** A plain table: a line of titles, a rule, a line a row. */
export function textTable<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  const cells = [
    columns.map(({ title }) => title),
    ...rows.map((row) => columns.map(({ cell }) => cell(row))),
  ];
  const [titles, ...lines] = alignedLines(
    cells,
    columns.map(({ align }) => align),
  );
  return [titles, ruleBelow([titles!, ...lines], ruleWidth), ...lines].join("\n");
}
