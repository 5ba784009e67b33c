import { markdownTable } from "markdown-table";
import stringWidth from "string-width";
import type { Cell, Table } from "./table.ts";

/** Characters that Markdown would take as markup, in text that stands in a table. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_{}[\]<>|~#$]|&(?=#?\w+;)/g, (character) => `\\${character}`)
    .replace(/\s*\n\s*/g, " ");
}

function markdownCell({ text, emphasis }: Cell): string {
  const escaped = escapeMarkdown(text);
  return emphasis === "best" ? `**${escaped}**` : escaped;
}

/** The table as Markdown (GitHub's tables), aligned so that the source reads well too; best in bold. */
export function tableMarkdown({ columns, rows, caption }: Table): string {
  const titles = columns.map(({ title }) => escapeMarkdown(title));
  const table = markdownTable([titles, ...rows.map((row) => row.map(markdownCell))], {
    align: columns.map(({ align }) => (align === "right" ? "r" : null)),
    stringLength: stringWidth,
  });
  return `${table}\n\n${escapeMarkdown(caption)}\n`;
}
