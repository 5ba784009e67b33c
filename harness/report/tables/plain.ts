import type { Table } from "./table.ts";

/** The table as text for a terminal, without its caption. */
export function tablePlain({ columns, rows }: Table): string {
  const widths = columns.map(({ title }, c) =>
    Math.max(title.length, ...rows.map((row) => row[c]!.text.length)),
  );
  const line = (texts: readonly string[]) =>
    texts
      .map((text, c) =>
        columns[c]!.align === "right" ? text.padStart(widths[c]!) : text.padEnd(widths[c]!),
      )
      .join("  ")
      .trimEnd();
  const rule = "─".repeat(widths.reduce((sum, width) => sum + width + 2, -2));
  return [
    line(columns.map(({ title }) => title)),
    rule,
    ...rows.map((row) => line(row.map(({ text }) => text))),
  ].join("\n");
}
