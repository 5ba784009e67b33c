import type { Checksums, LabelledSequences } from "./dataset.ts";
import { endingOf } from "./formats/registry.ts";
import { manifestEntry } from "./manifest.ts";

interface Parts {
  readonly train: LabelledSequences;
  readonly test: LabelledSequences;
}

function sizesNote(
  name: string,
  [train, test]: readonly [number, number],
  { train: n, test: m }: { train: number; test: number },
): string[] {
  if (train === n && test === m) return [];
  if (train === m && test === n) {
    return [
      `training and test set are those of the 2015 release (${train} and ${test} series); the 2018 release has them the other way round`,
    ];
  }
  return [
    `${name} has ${n} training and ${m} test series in the 2018 release, these files have ${train} and ${test}`,
  ];
}

/**
 * What sets the files of an archive's set apart from those of the 2018 release: its form, other
 * sizes, another text. Empty where nothing is known to.
 * @param file name of the training file
 */
export function releaseNotes(
  name: string,
  file: string,
  checksums: Checksums,
  { train, test }: Parts,
): string[] {
  const entry = manifestEntry(name);
  if (entry === undefined) return [];
  const notes = sizesNote(name, [train.labels.length, test.labels.length], entry);
  const { release } = endingOf(file);
  if (release === 2015) notes.unshift(`found in the form of the 2015 release (${file})`);
  if (release !== 2018) return notes;
  for (const part of ["train", "test"] as const) {
    const published = entry.sha256?.[part];
    if (published === undefined || published === checksums[part]) continue;
    notes.push(
      `the text of the ${part === "train" ? "training" : "test"} file is not that of the 2018 release`,
    );
  }
  return notes;
}
