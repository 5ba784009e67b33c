import { didYouMean } from "../../nearest.ts";
import type { DatasetFormat } from "./format.ts";
import { DeclaredLabels } from "./labels.ts";
import { lineCounter } from "./series-counter.ts";
import { fileError, numbersOf, quoted, SeriesBuilder, type SeriesFile } from "./series-file.ts";
import { textOf } from "./text.ts";

/** What the header of a .ts file declares. */
interface Header {
  readonly dimension: number | undefined;
  readonly seriesLength: number | undefined;
  readonly labels: DeclaredLabels;
  /** Index of the line after `@data`. */
  readonly dataFrom: number;
}

const known = [
  "problemname",
  "timestamps",
  "missing",
  "univariate",
  "dimension",
  "dimensions",
  "equallength",
  "serieslength",
  "classlabel",
  "targetlabel",
  "data",
];

function isSkipped(line: string): boolean {
  return line === "" || line.startsWith("#") || line.startsWith("%");
}

function readHeader(lines: readonly string[], file: string): Header {
  const declared = new Map<string, { readonly words: readonly string[]; readonly line: number }>();
  let dataFrom: number | undefined;
  for (const [i, raw] of lines.entries()) {
    const text = raw.trim();
    if (isSkipped(text)) continue;
    const line = i + 1;
    if (!text.startsWith("@")) {
      throw fileError(
        { file, line },
        `a header line starts with @, found ${quoted(text)}; @data comes before the series`,
      );
    }
    const [word = "", ...words] = text.slice(1).split(/\s+/);
    const key = word.toLowerCase();
    if (!known.includes(key))
      throw fileError(
        { file, line },
        `unknown header key @${quoted(word).slice(1, -1)}${didYouMean(key, known)}`,
      );
    declared.set(key, { words, line });
    if (key === "data") {
      dataFrom = line;
      break;
    }
  }
  if (dataFrom === undefined)
    throw fileError({ file, line: lines.length }, "the header has no @data");

  function flag(key: string): boolean | undefined {
    const found = declared.get(key);
    if (found === undefined) return undefined;
    const word = found.words[0]?.toLowerCase();
    if (word === "true" || word === "false") return word === "true";
    throw fileError(
      { file, line: found.line },
      `@${key} takes true or false, found ${quoted(word ?? "")}`,
    );
  }
  function size(key: string): number | undefined {
    const found = declared.get(key);
    if (found === undefined) return undefined;
    const value = Number(found.words[0]);
    if (Number.isInteger(value) && value >= 1) return value;
    throw fileError(
      { file, line: found.line },
      `@${key} takes a whole number from 1 on, found ${quoted(found.words.join(" "))}`,
    );
  }

  if (flag("timestamps")) {
    const { line } = declared.get("timestamps")!;
    throw fileError(
      { file, line },
      "series with time stamps are not supported",
      "write the values alone, equally spaced",
    );
  }
  const classes = declared.get("classlabel");
  if (classes === undefined || !flag("classlabel") || classes.words.length < 2) {
    const line = classes?.line ?? declared.get("targetlabel")?.line ?? dataFrom;
    throw fileError(
      { file, line },
      "the header names no classes: `@classLabel true` and the labels are expected",
    );
  }
  return {
    dimension: flag("univariate") ? 1 : (size("dimensions") ?? size("dimension")),
    seriesLength: flag("equallength") === false ? undefined : size("serieslength"),
    labels: new DeclaredLabels(classes.words.slice(1), "@classLabel"),
    dataFrom,
  };
}

/**
 * Reads the .ts format of the archive's second site: a header, then a series a line; its channels are
 * separated by `:`, their values by commas, and its label comes last. Lengths are as written, so a
 * missing value (`?` or NaN) at the end is one too. Labels may be words; they stand in the header.
 * @param file name of the file, for sentences
 * @throws HarnessError `data` with file, line and column
 */
export function parseTs(text: string, file: string): SeriesFile {
  const lines = text.split(/\r\n|\n|\r/);
  const header = readHeader(lines, file);
  const builder = new SeriesBuilder();
  let dimension = header.dimension;
  const length = header.seriesLength;

  for (let i = header.dataFrom; i < lines.length; i++) {
    const line = i + 1;
    const row = lines[i]!;
    if (isSkipped(row.trim())) continue;
    const parts = row.split(":");
    const written = parts.pop()!.trim();
    if (parts.length === 0)
      throw fileError({ file, line }, "the row has no label: it comes last, after a `:`");
    const label = header.labels.spelling(written, {
      file,
      line,
      column: row.lastIndexOf(":") + 2,
    });
    dimension ??= parts.length;
    if (parts.length !== dimension) {
      throw fileError(
        { file, line },
        `the series has ${parts.length} channels, ${dimension} were expected`,
      );
    }
    let start = 1;
    const channels = parts.map((part) => {
      const channel = numbersOf(part.split(","), { file, line, column: start });
      start += part.length + 1;
      return channel;
    });
    const steps = channels[0]!.length;
    const other = channels.findIndex((channel) => channel.length !== steps);
    if (other > 0) {
      throw fileError(
        { file, line },
        `channel ${other + 1} of the series has ${channels[other]!.length} steps, channel 1 has ${steps}`,
      );
    }
    if (length !== undefined && steps !== length) {
      throw fileError(
        { file, line },
        `the series has ${steps} steps, the header's @seriesLength says ${length}`,
      );
    }
    builder.start(label);
    for (let t = 0; t < steps; t++) for (const channel of channels) builder.push(channel[t]!);
  }
  if (builder.count === 0) throw fileError({ file, line: lines.length }, "the file has no series");
  return builder.finish(dimension ?? 1);
}

/** The form of the archive's second site, for series of one channel or several. */
export const ts: DatasetFormat = {
  name: "ts",
  title: ".ts",
  summary: "a header, a series a line, label last",
  endings: [{ ending: ".ts" }],
  options: {},
  parse: (bytes, { file }) => parseTs(textOf(bytes, file), file),
  seriesCounter: () => lineCounter("@#%"),
};
