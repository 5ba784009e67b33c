import Papa from "papaparse";
import { linesOf } from "./lines.ts";
import { fileError, type Position } from "./series-file.ts";
import { textOf } from "./text.ts";

/** A row of a delimited text; rows that are blank are left out. */
export interface TableRow {
  /** Without the blanks around them. */
  readonly fields: readonly string[];
  readonly line: number;
  /** Where the field at an index begins. */
  at(index: number): Required<Position>;
}

/** What separates the columns of a text. */
type Separator = "\t" | ";" | "," | " ";

/** The separator of a text by its first line that is not blank, quoted parts aside. */
function separatorOf(bytes: Buffer): Separator {
  for (const line of linesOf(bytes, 1)) {
    const bare = line.replace(/"[^"]*"/g, "");
    if (line.trim() !== "") return (["\t", ";", ","] as const).find((s) => bare.includes(s)) ?? " ";
  }
  return ",";
}

/** Fields between blanks, any number of which separate two. */
function betweenBlanks(text: string, line: number, file: string): TableRow {
  const found = [...text.matchAll(/\S+/g)];
  return {
    fields: found.map(([field]) => field),
    line,
    at: (index) => ({ file, line, column: (found[index]?.index ?? text.length) + 1 }),
  };
}

function separated(raw: readonly string[], line: number, file: string): TableRow {
  const column = (index: number) =>
    raw.slice(0, index).reduce((sum, field) => sum + field.length + 1, 1);
  return {
    fields: raw.map((field) => field.trim()),
    line,
    at: (index) => ({ file, line, column: column(index) }),
  };
}

/** Rows of a text with quoted fields, which may hold separators and line breaks. */
function* quotedRows(bytes: Buffer, file: string, delimiter: Separator): Generator<TableRow> {
  const text = textOf(bytes, file).replace(/\r\n?/g, "\n");
  const { data, errors } = Papa.parse<string[]>(text, { delimiter, newline: "\n" });
  const faults = new Map(errors.map((error) => [error.row ?? 0, error.message]));
  let line = 1;
  for (const [index, raw] of data.entries()) {
    const fault = faults.get(index);
    if (fault !== undefined)
      throw fileError(
        { file, line },
        `the row cannot be split: ${fault}`,
        "a field in quotes ends with a quote, and a quote inside it stands twice",
      );
    const fields = delimiter === " " ? raw.filter((field) => field !== "") : raw;
    yield separated(fields, line, file);
    line += 1 + raw.reduce((sum, field) => sum + field.split("\n").length - 1, 0);
  }
}

function* plainRows(bytes: Buffer, file: string, delimiter: Separator): Generator<TableRow> {
  let line = 0;
  for (const text of linesOf(bytes)) {
    line++;
    yield delimiter === " "
      ? betweenBlanks(text, line, file)
      : separated(text.split(delimiter), line, file);
  }
}

function isUtf16(bytes: Buffer): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

/**
 * The rows of a text whose columns are separated by tabs, semicolons, commas or blanks, whichever its
 * first line has.
 * @throws HarnessError `data` with file and line for quotes that do not end, and for UTF-16
 */
export function* tableRows(bytes: Buffer, file: string): Generator<TableRow> {
  if (isUtf16(bytes))
    throw fileError({ file, line: 1 }, "the text is in UTF-16", "save it as UTF-8");
  const separator = separatorOf(bytes);
  // Mostly there are no quotes: then a row is a line, and is split much faster.
  const read = bytes.includes('"') ? quotedRows : plainRows;
  for (const row of read(bytes, file, separator))
    if (row.fields.some((field) => field !== "")) yield row;
}
