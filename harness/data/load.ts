import { HarnessError } from "../errors.ts";
import { randomSource } from "../math/random.ts";
import { longestOf, sequencesFrom } from "../math/sequences.ts";
import { generatedChecksums, readingChecksum } from "./checksums.ts";
import type { Dataset, LabelledSequences } from "./dataset.ts";
import { bytesOf, sha256 } from "./file-bytes.ts";
import { formatNamed } from "./formats/registry.ts";
import { decimalNumber, type SeriesFile } from "./formats/series-file.ts";
import type { DatasetSize, FileSource, PresentDataset } from "./locate.ts";
import { releaseNotes } from "./release-notes.ts";
import type { GeneratedSpec } from "./spec.ts";
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

function loadFiles({ name, origin }: PresentDataset, source: FileSource): Dataset {
  const { length, options } = source;
  const format = formatNamed(source.format);
  const read = (part: "train" | "test") => {
    const bytes = bytesOf(source[part]);
    const file = source.shown[part];
    const series = format.parse(bytes, { file, length, options });
    return { ...series, checksum: readingChecksum(sha256(bytes), file, format, options) };
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
    longest: longestOf(train.sequences, test.sequences),
    dimension: train.sequences.dimension,
    classes: classes.length,
  };
}
