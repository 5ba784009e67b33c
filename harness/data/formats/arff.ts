import { didYouMean } from "../../nearest.ts";
import type { DatasetFormat } from "./format.ts";
import { DeclaredLabels } from "./labels.ts";
import { linesOf } from "./lines.ts";
import { lineCounter } from "./series-counter.ts";
import {
  fileError,
  numbersOf,
  type Position,
  quoted,
  SeriesBuilder,
  type SeriesFile,
} from "./series-file.ts";
import { withoutMark } from "./text.ts";
import { trimPadding } from "./trim.ts";

/** What an `@attribute` declares: a value of every series, or its class. */
interface Attribute {
  readonly name: string;
  /** As written, in lower case: `numeric`, or `{1,2}`. */
  readonly type: string;
  /** The labels, where the type is a list of them. */
  readonly labels: readonly string[] | undefined;
  readonly position: Position;
}

/** What the lines up to `@data` declare. */
interface Header {
  /** Values of a series. */
  readonly values: number;
  readonly labels: DeclaredLabels;
}

const keywords = ["relation", "attribute", "data"];
const numericTypes = ["numeric", "real", "integer"];

function isSkipped(line: string): boolean {
  return line === "" || line.startsWith("%");
}

/** A word: in single or double quotes, or up to a blank, a comma or a brace. */
const word = /^(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([^\s,{}'"]+))/;

/** A text without its quotes, or as it is where it has none. */
function unquoted(text: string): string {
  const [whole, single, double] = word.exec(text) ?? [];
  const inner = single ?? double;
  return whole === text && inner !== undefined ? inner.replace(/\\(.)/g, "$1") : text;
}

/** The labels of `{1,2}` or `{'walking fast', running}`, or `undefined` for a text that is no such list. */
function labelsOf(type: string): string[] | undefined {
  if (!type.startsWith("{") || !type.endsWith("}")) return undefined;
  const labels: string[] = [];
  let rest = type.slice(1, -1).trim();
  while (rest !== "") {
    const [found] = word.exec(rest) ?? [];
    if (found === undefined) return undefined;
    labels.push(unquoted(found));
    rest = rest.slice(found.length).trim();
    if (rest !== "" && !rest.startsWith(",")) return undefined;
    rest = rest.slice(1).trim();
  }
  return labels;
}

/** @param declaration what stands after `@attribute` */
function readAttribute(declaration: string, position: Position): Attribute {
  const [name] = word.exec(declaration) ?? [];
  const type = declaration.slice(name?.length ?? 0).trim();
  if (name === undefined || type === "") {
    throw fileError(
      position,
      "an attribute has a name and a type, such as `@attribute att1 numeric`",
    );
  }
  const kind = type.toLowerCase();
  if (kind === "relational") {
    throw fileError(
      position,
      "relational attributes, series of several channels, are not supported",
      "the archive has such sets as .ts files, too",
    );
  }
  const labels = labelsOf(type);
  if (labels === undefined && !numericTypes.includes(kind)) {
    throw fileError(
      position,
      `the type of an attribute is numeric or a list of labels such as {1,2}, found ${quoted(type)}`,
    );
  }
  return { name: unquoted(name), type: kind, labels, position };
}

/** What the attributes amount to: numbers, then the class. */
function headerOf(attributes: readonly Attribute[], position: Position): Header {
  const target = attributes.at(-1);
  if (target === undefined) throw fileError(position, "the header declares no attributes");
  if (target.labels === undefined) {
    throw fileError(
      target.position,
      `the last attribute is the class, with its labels such as {1,2}; ${quoted(target.name)} is ${target.type}`,
    );
  }
  const early = attributes.find(({ labels }) => labels !== undefined)!;
  if (early !== target) {
    throw fileError(
      early.position,
      `the attribute ${quoted(early.name)} has labels, where numeric was expected: only the last attribute, the class, has them`,
    );
  }
  if (attributes.length === 1)
    throw fileError(target.position, "the header declares a class and no values before it");
  const labels = new DeclaredLabels(
    target.labels,
    `@attribute ${quoted(target.name).slice(1, -1)}`,
  );
  return { values: attributes.length - 1, labels };
}

/** Reads lines up to `@data`; the iterator then stands before the first series. */
function readHeader(lines: Iterator<string>, file: string): { header: Header; line: number } {
  const attributes: Attribute[] = [];
  let line = 0;
  for (let next = lines.next(); !next.done; next = lines.next()) {
    line++;
    const text = next.value.trim();
    if (isSkipped(text)) continue;
    const position = { file, line };
    const [, keyword = "", rest = ""] = /^@(\S*)\s*(.*)$/.exec(text) ?? [];
    const key = keyword.toLowerCase();
    if (!text.startsWith("@")) {
      throw fileError(
        position,
        `a header line starts with @, found ${quoted(text)}; @data comes before the series`,
      );
    }
    if (!keywords.includes(key)) {
      const shown = quoted(keyword).slice(1, -1);
      throw fileError(position, `unknown header key @${shown}${didYouMean(key, keywords)}`);
    }
    if (key === "data") return { header: headerOf(attributes, position), line };
    const column = next.value.trimEnd().length - rest.length + 1;
    if (key === "attribute") attributes.push(readAttribute(rest, { ...position, column }));
  }
  throw fileError({ file, line: Math.max(1, line) }, "the header has no @data");
}

/**
 * Reads the ARFF form of the archive's second site, for series of one channel: a header with an
 * `@attribute` a value and the class, then a series a line, values separated by commas, the label last.
 * A missing value is `?` (or NaN). Lines that start with % are comments. Labels may be words, which
 * stand in the header.
 * @param file name of the file, for sentences
 * @throws HarnessError `data` with file, line and column
 */
export function parseArff(bytes: Buffer, file: string): SeriesFile {
  const lines = linesOf(bytes);
  const start = readHeader(lines, file);
  const { values, labels } = start.header;
  const builder = new SeriesBuilder();
  let { line } = start;
  for (const row of lines) {
    line++;
    const text = row.trim();
    if (isSkipped(text)) continue;
    if (text.startsWith("{"))
      throw fileError(
        { file, line },
        "rows of pairs in braces, the sparse form, are not supported",
      );
    const fields = row.split(",");
    const written = fields.slice(values).join(","); // a label in quotes may have commas
    const label = unquoted(written.trim());
    if (fields.length <= values || (fields.length > values + 1 && label === written.trim())) {
      throw fileError(
        { file, line },
        `the row has ${fields.length} columns, the header declares ${values + 1} attributes`,
      );
    }
    const labelColumn = row.length - written.length + 1;
    builder.start(labels.spelling(label, { file, line, column: labelColumn }));
    const numbers = numbersOf(fields.slice(0, values), { file, line, column: 1 });
    for (const value of numbers) builder.push(value);
  }
  if (builder.count === 0) throw fileError({ file, line }, "the file has no series");
  return builder.finish(1);
}

/**
 * ARFF, for series of one channel. All rows have as many values as there are attributes, so that missing
 * ones at the end of a series are the padding of a shorter one, unless the set is known to have one length.
 */
export const arff: DatasetFormat = {
  name: "arff",
  title: ".arff",
  summary: "a header, a series a line, label last, one channel",
  endings: [{ ending: ".arff" }],
  options: {},
  parse(bytes, { file, length }) {
    const series = parseArff(withoutMark(bytes), file);
    if (typeof length === "number") return series;
    return { ...series, sequences: trimPadding(series.sequences) };
  },
  seriesCounter: () => lineCounter("@%"),
};
