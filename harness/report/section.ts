import type { VNode } from "preact";
import type { DoneRecord } from "../analysis/parsed-results.ts";
import type { Json } from "../canonical-json.ts";
import type { Figure, RenderedFigure } from "./figure.ts";
import type { Passage } from "./passages.ts";
import type { ReportInput } from "./report-input.ts";
import type { Table } from "./tables/table.ts";
import type { TerminalOptions } from "./terminal-table.ts";

export type RenderedFigures = ReadonlyMap<string, RenderedFigure>;

/** What an experiment makes of its records. */
export interface SectionContent {
  /** The outcome in one sentence. */
  readonly answer: string;
  /** Tables that are written as CSV, Markdown and LaTeX. */
  readonly tables: readonly Table[];
  /** Figures that are written as spec, SVG and PNG. */
  readonly figures: readonly Figure[];
  /** The part of the page below the heading; takes the figures by their ids. */
  body(figures: RenderedFigures): VNode;
  /** What the page's script works on (`<script type="application/json">`). */
  readonly clientData?: Json;
  /** Source of scripts that the page runs. */
  readonly scripts?: readonly string[];
}

/** The report of one experiment. A new one is a file with such an object and a line in the registry. */
export interface ReportSection {
  /** Ids of all tables that a report may have; which of them it has depends on the records. */
  readonly tableIds: readonly string[];
  build(input: ReportInput): SectionContent;
  /** The outcome as text for a terminal. */
  terminal(input: ReportInput, options: TerminalOptions): string;
  /** Everything behind the result of a record; `resultPassages` where its values speak for themselves. */
  explain(record: DoneRecord): Passage[];
}
