import { existsSync } from "node:fs";
import { join } from "node:path";
import { endings } from "./formats/registry.ts";
import type { ManifestEntry } from "./manifest.ts";

/** Both files of a data set in an archive's folder. */
export interface ArchiveFiles {
  readonly train: string;
  readonly test: string;
  /** The ending of both, such as `.tsv`. */
  readonly ending: string;
}

/** Below an archive's folder, where its release put one folder a data set. */
const innerFolders = ["", "UCRArchive_2018", "UCR_TS_Archive_2015", "Univariate_ts"];

/** Paths of both files of a data set below an archive's folder; the 2015 release knew some by another name. */
export function filesIn(
  archive: string,
  { name, formerName }: ManifestEntry,
): ArchiveFiles | undefined {
  for (const folder of formerName === undefined ? [name] : [name, formerName]) {
    for (const inner of innerFolders) {
      for (const { ending } of endings) {
        const stem = join(archive, inner, folder, folder);
        const [train, test] = [`${stem}_TRAIN${ending}`, `${stem}_TEST${ending}`];
        if (existsSync(train) && existsSync(test)) return { train, test, ending };
      }
    }
  }
  return undefined;
}
