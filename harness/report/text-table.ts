/** A column of a table for the terminal. */
export interface Column<Row> {
  readonly title: string;
  readonly align: "left" | "right";
  cell(row: Row): string;
}

/** Longest rule below the titles. */
const ruleWidth = 100;

/** A plain table: a line of titles, a rule, a line a row; columns two blanks apart. */
export function textTable<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  const lines = [columns.map(({ title }) => title)];
  for (const row of rows) lines.push(columns.map(({ cell }) => cell(row)));
  const widths = columns.map((_, j) => Math.max(...lines.map((line) => line[j]!.length)));
  const aligned = lines.map((line) =>
    line
      .map((text, j) =>
        columns[j]!.align === "left" ? text.padEnd(widths[j]!) : text.padStart(widths[j]!),
      )
      .join("  ")
      .trimEnd(),
  );
  const longest = Math.max(...aligned.map((line) => line.length));
  return [aligned[0]!, "─".repeat(Math.min(longest, ruleWidth)), ...aligned.slice(1)].join("\n");
}
