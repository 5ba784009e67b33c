import { randomSource } from "../math/random.ts";
import { sequencesAt } from "../math/sequences.ts";
import { contentChecksum } from "./checksums.ts";
import type { SeriesFile } from "./formats/series-file.ts";
import type { Split } from "./spec.ts";

function seriesAt({ sequences, labels, lines }: SeriesFile, rows: readonly number[]): SeriesFile {
  return {
    sequences: sequencesAt(sequences, Int32Array.from(rows)),
    labels: rows.map((row) => labels[row]!),
    ...(lines === undefined ? {} : { lines: rows.map((row) => lines[row]!) }),
  };
}

/**
 * Splits series into training and test series, at random within each class, both in the order of the
 * file. What decides is the content, the share and the seed.
 */
export function splitSeries(
  all: SeriesFile,
  { share, seed }: Split,
): { readonly train: SeriesFile; readonly test: SeriesFile } {
  const { labels } = all;
  const text = `split ${contentChecksum(all)} ${seed}`;
  const training = new Set<number>();
  for (const label of new Set(labels)) {
    const own = Int32Array.from(labels.flatMap((other, row) => (other === label ? [row] : [])));
    randomSource(`${text} ${label}`).shuffle(own);
    const most = Math.max(1, own.length - 1);
    const count = Math.min(most, Math.max(1, Math.round(share * own.length)));
    for (const row of own.subarray(0, count)) training.add(row);
  }
  const rows = [...labels.keys()];
  return {
    train: seriesAt(
      all,
      rows.filter((row) => training.has(row)),
    ),
    test: seriesAt(
      all,
      rows.filter((row) => !training.has(row)),
    ),
  };
}
