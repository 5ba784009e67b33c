import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { writeAtomically } from "../write-atomically.ts";
import { figurePng, type RenderedFigure, renderFigure } from "./figure.ts";
import { harmlessTexts } from "./harmless-text.ts";
import { outcomesOf, progressText } from "./outcomes.ts";
import { pageHtml } from "./page/page.tsx";
import type { ReportInput } from "./report-input.ts";
import { type Verdict, verdictFile } from "./reports-index.tsx";
import { sectionOf } from "./sections/registry.ts";
import { tableCsv } from "./tables/csv.ts";
import { tableLatex } from "./tables/latex.ts";
import { tableMarkdown } from "./tables/markdown.ts";
import type { Table } from "./tables/table.ts";
import type { TerminalOptions } from "./terminal-table.ts";

/** Tables and figures of an earlier form of the config would pass for this one's. */
function removeOthers(directory: string, written: readonly string[]): void {
  for (const part of ["tables", "figures"].map((name) => join(directory, name))) {
    for (const name of existsSync(part) ? readdirSync(part) : []) {
      const path = join(part, name);
      if (!written.includes(path)) rmSync(path);
    }
  }
}

/** A written report. */
export interface WrittenReport {
  /** Path of the page. */
  readonly html: string;
  /** Paths of all files, the page included, in the order in which they were written. */
  readonly files: readonly string[];
}

/**
 * Writes the page, the tables (.csv, .md, .tex) and the figures (.vl.json, .svg, .png) of a config,
 * and its line of the index of reports.
 * Every file is written whole or not at all; the same input gives the same bytes.
 *
 * @param directory folder of the report, such as `reports/quickstart`
 */
export async function writeReport(input: ReportInput, directory: string): Promise<WrittenReport> {
  const content = sectionOf(input.experiment).build(input);
  const files: string[] = [];
  const write = (path: string, text: string | Uint8Array) => {
    const whole = join(directory, path);
    writeAtomically(whole, text);
    files.push(whole);
  };
  for (const table of content.tables) {
    write(`tables/${table.id}.csv`, tableCsv(table));
    write(`tables/${table.id}.md`, tableMarkdown(table));
    write(`tables/${table.id}.tex`, tableLatex(table));
  }
  const rendered = new Map<string, RenderedFigure>();
  for (const figure of content.figures) {
    const drawn = await renderFigure(figure); // one at a time: what Vega builds for it is large
    rendered.set(figure.id, drawn);
    write(`figures/${figure.id}.vl.json`, `${JSON.stringify(drawn.spec, null, 2)}\n`);
    write(`figures/${figure.id}.svg`, drawn.svg);
    write(`figures/${figure.id}.png`, figurePng(drawn.svg));
    await setImmediate(); // frees what the image took
  }
  const progress = progressText(outcomesOf(input.planned, input.records));
  const verdict: Verdict = { title: input.title, answer: content.answer, progress };
  write(verdictFile, `${JSON.stringify(harmlessTexts(verdict), null, 2)}\n`);
  write("index.html", pageHtml(input, content, rendered));
  removeOthers(directory, files);
  return { html: join(directory, "index.html"), files };
}

/** The tables of the report, without writing it. */
export function reportTables(input: ReportInput): readonly Table[] {
  return sectionOf(input.experiment).build(input).tables;
}

/** The outcome as text for a terminal. */
export function terminalReport(input: ReportInput, options: TerminalOptions): string {
  return sectionOf(input.experiment).terminal(input, options);
}
