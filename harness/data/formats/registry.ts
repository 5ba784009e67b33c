import { basename } from "node:path";
import { arff } from "./arff.ts";
import { delimited } from "./delimited.ts";
import type { DatasetFormat, FileEnding } from "./format.ts";
import { ts } from "./ts.ts";

/**
 * Every format, in the order in which an archive's folder is searched for files of it; a new one goes
 * last, so that sets which are found today are found in the same files tomorrow.
 */
export const formats: readonly DatasetFormat[] = [ts, delimited, arff];

const own = formats.flatMap(({ endings }) => endings);
const of2018 = own.filter(({ release }) => release === 2018);

/** Endings of a data set's files, in the order in which they are looked for: the 2018 release's own first. */
export const endings: readonly FileEnding[] = [
  ...of2018,
  ...own.filter(({ release }) => release !== 2018),
];

const longestFirst = [...endings].sort((a, b) => b.ending.length - a.ending.length);

/** The ending by which a file is known: the longest that its name has. */
export function endingOf(path: string): FileEnding {
  const name = basename(path);
  return longestFirst.find(({ ending }) => name.endsWith(ending) && name !== ending)!;
}

/** The format that a file's ending tells. */
export function formatOf(path: string): DatasetFormat {
  const ending = endingOf(path);
  return formats.find((format) => format.endings.includes(ending))!;
}

/** The format of a name that a spec's schema has let through. */
export function formatNamed(name: string): DatasetFormat {
  const found = formats.find((format) => format.name === name);
  if (found === undefined) throw new Error(`there is no format ${name}`);
  return found;
}
