import { HarnessError } from "../errors.ts";
import { randomSource } from "../math/random.ts";
import { sequencesFrom } from "../math/sequences.ts";
import type { Dataset, LabelledSequences } from "./dataset.ts";
import {
  bytesOf,
  type DatasetSize,
  type FileSource,
  generatedChecksums,
  type PresentDataset,
  sha256,
} from "./locate.ts";
import { parseDelimited } from "./read/delimited.ts";
import { decimalNumber, type SeriesFile } from "./read/series-file.ts";
import { trimPadding } from "./read/trim.ts";
import { parseTs } from "./read/ts-format.ts";
import { releaseNotes } from "./release-notes.ts";
import type { GeneratedSpec } from "./spec.ts";
import { generatorNamed } from "./synthetic/registry.ts";

/** The text of a file; V8 holds at most half a gigabyte of it. */
function textOf(bytes: Buffer, path: string): string {
  try {
    return bytes.toString("utf8");
  } catch (cause) {
    throw new HarnessError("data", `${path} cannot be read as text: ${(cause as Error).message}`);
  }
}

/** How a file may start to say that it is UTF-8. */
const mark = Buffer.from("\ufeff");

/**
 * The series in the bytes of one file.
 * @param path name of the file, for sentences
 */
export function readSeries(
  bytes: Buffer,
  path: string,
  source: Pick<FileSource, "format" | "rows" | "length">,
): SeriesFile {
  const content = bytes.subarray(bytes.subarray(0, mark.length).equals(mark) ? mark.length : 0);
  if (source.format === "ts") return parseTs(textOf(content, path), path);
  const file = parseDelimited(content, { file: path, rows: source.rows });
  return source.length === undefined ? { ...file, sequences: trimPadding(file.sequences) } : file;
}

function byNumberOrText(labels: Iterable<string>): string[] {
  const all = [...new Set(labels)];
  const numbers = new Map(all.map((label) => [label, decimalNumber(label)]));
  const numeric = all.every((label) => Number.isFinite(numbers.get(label)));
  return all.sort((a, b) => (numeric ? numbers.get(a)! - numbers.get(b)! : 0) || (a < b ? -1 : 1));
}

function labelled(
  { sequences, labels }: SeriesFile,
  classes: readonly string[],
): LabelledSequences {
  const index = new Map(classes.map((label, i) => [label, i]));
  return { sequences, labels: Int32Array.from(labels, (label) => index.get(label)!) };
}

function loadFiles({ name, origin }: PresentDataset, source: FileSource): Dataset {
  const read = (part: "train" | "test") => {
    const bytes = bytesOf(source[part]);
    return { ...readSeries(bytes, source.shown[part], source), checksum: sha256(bytes) };
  };
  const [train, test] = [read("train"), read("test")];
  if (train.sequences.dimension !== test.sequences.dimension) {
    throw new HarnessError(
      "data",
      `${name}: the training series have ${train.sequences.dimension} channels, the test series ${test.sequences.dimension}`,
    );
  }
  const classes = byNumberOrText([...train.labels, ...test.labels]);
  const checksums = { train: train.checksum, test: test.checksum };
  const data = { train: labelled(train, classes), test: labelled(test, classes) };
  const unseen = byNumberOrText(test.labels).filter((label) => !train.labels.includes(label));
  const notes = unseen.map(
    (label) => `class ${label} is in the test set but not in the training set`,
  );
  if (origin !== "own files")
    notes.push(...releaseNotes(name, source.shown.train, checksums, data));
  return { name, origin, classes, ...data, checksums, notes };
}

function generatePart(
  spec: GeneratedSpec,
  part: "train" | "test",
  count: number,
): LabelledSequences {
  const generator = generatorNamed(spec.generate);
  const { name: _, trainSize: __, testSize: ___, ...parameters } = spec;
  const seed = `${JSON.stringify(Object.entries(parameters).sort())} ${generator.version} ${part}`;
  const classCount = generator.classNames.length;
  const labels = Int32Array.from({ length: count }, (_, i) => i % classCount);
  const series = Array.from(labels, (label, i) =>
    Array.from(generator.series(label, spec, randomSource(`${seed} ${i}`)), (value) => [value]),
  );
  return { sequences: sequencesFrom(series), labels };
}

function generate({ name, origin }: PresentDataset, spec: GeneratedSpec): Dataset {
  const { classNames } = generatorNamed(spec.generate);
  return {
    name,
    origin,
    classes: classNames.map((_, i) => String(i + 1)),
    train: generatePart(spec, "train", spec.trainSize),
    test: generatePart(spec, "test", spec.testSize),
    checksums: generatedChecksums(spec),
    notes: [],
  };
}

/**
 * Reads a data set, or generates it.
 * @throws HarnessError `data` with file, line and column where a file is not what it should be
 */
export function loadDataset(located: PresentDataset): Dataset {
  const { source } = located;
  return source.kind === "files" ? loadFiles(located, source) : generate(located, source.spec);
}

/** Sizes of a data set; it is read where they are not known beforehand. */
export function sizeOf(located: PresentDataset): DatasetSize {
  if (located.size !== undefined) return located.size;
  const { train, test, classes } = loadDataset(located);
  return {
    trainSize: train.labels.length,
    testSize: test.labels.length,
    longest: [...train.sequences.lengths, ...test.sequences.lengths].reduce(
      (a, b) => Math.max(a, b),
      0,
    ),
    dimension: train.sequences.dimension,
    classes: classes.length,
  };
}
