import { HarnessError } from "../errors.ts";
import { randomSource } from "../math/random.ts";
import { longestOf, sequencesFrom } from "../math/sequences.ts";
import { contentChecksum, fileChecksums, generatedChecksums } from "./checksums.ts";
import type { Checksums, Dataset, LabelledSequences } from "./dataset.ts";
import { bytesOf, sha256 } from "./file-bytes.ts";
import { formatNamed } from "./formats/registry.ts";
import { decimalNumber, type SeriesFile } from "./formats/series-file.ts";
import type { DatasetSize, FileSource, PresentDataset } from "./locate.ts";
import { refuseValuesAsLabels } from "./own-labels.ts";
import { releaseNotes } from "./release-notes.ts";
import type { GeneratedSpec } from "./spec.ts";
import { splitSeries } from "./split.ts";
import { generatorNamed } from "./synthetic/registry.ts";

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

/** Both parts as the files have them, with their checksums. */
interface Parts {
  readonly train: SeriesFile;
  readonly test: SeriesFile;
  readonly checksums: Checksums;
}

function readPart(source: FileSource, part: "train" | "test") {
  const { length, options } = source;
  const bytes = bytesOf(source[part]);
  const context = { file: source.shown[part], length, options };
  return { series: formatNamed(source.format).parse(bytes, context), bytes };
}

function readArchiveFiles(source: FileSource): Parts {
  const read = (part: "train" | "test") => {
    const { series, bytes } = readPart(source, part);
    return { series, checksum: sha256(bytes) };
  };
  const [train, test] = [read("train"), read("test")];
  const checksums = { train: train.checksum, test: test.checksum };
  return { train: train.series, test: test.series, checksums };
}

function readOwnFiles(source: FileSource): Parts {
  const { split, shown } = source;
  const first = readPart(source, "train").series;
  refuseValuesAsLabels(first.labels, shown.train);
  const { train, test } =
    split === undefined
      ? { train: first, test: readPart(source, "test").series }
      : splitSeries(first, split);
  if (test.labels.length === 0)
    throw new HarnessError(
      "data",
      `${shown.train}: every class has one series, so that none is left for the test`,
      "the data set's keys `train` and `test` name two files in place of one",
    );
  return {
    train,
    test,
    checksums: { train: contentChecksum(train), test: contentChecksum(test) },
  };
}

/** Where each series stands, in words. */
function placesOf({ labels, lines }: SeriesFile, file: string): string[] {
  return labels.map((_, i) =>
    lines === undefined ? `${file}: series ${i + 1}` : `${file}:${lines[i]}: the series`,
  );
}

function loadFiles({ name, origin }: PresentDataset, source: FileSource): Dataset {
  const isOwn = origin === "own files";
  const { train, test, checksums } = isOwn ? readOwnFiles(source) : readArchiveFiles(source);
  const { shown } = source;
  if (train.sequences.dimension !== test.sequences.dimension) {
    throw new HarnessError(
      "data",
      `${name}: the training series have ${train.sequences.dimension} channels, the test series ${test.sequences.dimension}`,
      `${shown.train} and ${shown.test} have to be alike`,
    );
  }
  const classes = byNumberOrText([...train.labels, ...test.labels]);
  const data = { train: labelled(train, classes), test: labelled(test, classes) };
  const unseen = byNumberOrText(test.labels).filter((label) => !train.labels.includes(label));
  const notes = unseen.map(
    (label) => `class ${label} is in the test set but not in the training set`,
  );
  if (!isOwn) notes.push(...releaseNotes(name, shown.train, checksums, data));
  const places = { train: placesOf(train, shown.train), test: placesOf(test, shown.test) };
  return { name, origin, classes, ...data, checksums, notes, ...(isOwn ? { places } : {}) };
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

/** Sizes of a data set that has been read. */
export function sizeOfDataset({ train, test, classes }: Dataset): DatasetSize {
  return {
    trainSize: train.labels.length,
    testSize: test.labels.length,
    longest: longestOf(train.sequences, test.sequences),
    dimension: train.sequences.dimension,
    classes: classes.length,
  };
}

/** Sizes of a data set; it is read where they are not known beforehand. */
export function sizeOf(located: PresentDataset): DatasetSize {
  return located.size ?? sizeOfDataset(loadDataset(located));
}

/** What tells a data set from another, without its series where that can be done. */
export function checksumsOf(located: PresentDataset): Checksums {
  const { source, origin } = located;
  if (source.kind === "generated") return generatedChecksums(source.spec);
  return origin === "own files" ? loadDataset(located).checksums : fileChecksums(source);
}
