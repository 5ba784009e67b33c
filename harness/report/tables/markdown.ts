import type { Cell, Table } from "./table.ts";

/** Characters that Markdown would take as markup, in text that stands in a table. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_{}[\]<>|~#]/g, (character) => `\\${character}`)
    .replace(/\s*\n\s*/g, " ");
}

function markdownCell({ text, emphasis }: Cell): string {
  const escaped = escapeMarkdown(text);
  return emphasis === "best" ? `**${escaped}**` : escaped;
}

/** The table as Markdown (GitHub's tables), aligned so that the source reads well too; best in bold. */
export function tableMarkdown(table: Table): string {
  const titles = table.columns.map(({ title }) => escapeMarkdown(title));
  const body = table.rows.map((row) => row.map(markdownCell));
  const widths = titles.map((title, column) =>
    Math.max(3, title.length, ...body.map((row) => row[column]!.length)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells
      .map((text, column) =>
        table.columns[column]!.align === "right"
          ? text.padStart(widths[column]!)
          : text.padEnd(widths[column]!),
      )
      .join(" | ")} |`;
  const rule = table.columns.map(({ align }, column) =>
    align === "right" ? `${"-".repeat(widths[column]! - 1)}:` : "-".repeat(widths[column]!),
  );
  return `${[line(titles), line(rule), ...body.map(line)].join("\n")}\n\n${escapeMarkdown(table.caption)}\n`;
}
