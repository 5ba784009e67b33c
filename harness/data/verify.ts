import { nearestNeighbours } from "../learners/nearest-neighbour.ts";
import { commonLength, longestOf } from "../math/sequences.ts";
import type { Dataset } from "./dataset.ts";
import type { ManifestEntry } from "./manifest.ts";
import { padTo } from "./prepare/length.ts";
import { prepare } from "./prepare.ts";

/** Published errors have four digits; ours may differ by rounding alone. */
export const errorTolerance = 0.0005;

/** A published property of a data set, beside what its files give. */
export interface Check {
  readonly property: "training series" | "test series" | "length" | "classes" | "1-NN error";
  readonly published: number | "varies";
  readonly found: number | "varies";
  /** `not comparable`: the published value is of other data, see {@link nearestNeighbourError}. */
  readonly outcome: "agrees" | "differs" | "not comparable";
}

/** The data set with its shorter series padded with zeros, or the data set itself. */
function ofOneLength(dataset: Dataset): Dataset {
  const { train, test } = dataset;
  if (lengthOf(dataset) !== "varies") return dataset;
  const longest = longestOf(train.sequences, test.sequences);
  return {
    ...dataset,
    train: { ...train, sequences: padTo(train.sequences, longest) },
    test: { ...test, sequences: padTo(test.sequences, longest) },
  };
}

/**
 * Test error of the nearest neighbour by Euclidean distance, as published: missing values
 * interpolated, series z-normalised for the sets new in 2018 and as they are otherwise. Where series
 * differ in length the published error is on the archive's copy padded with noise, ours on one padded
 * with zeros: the two are not comparable to the digit.
 */
export function nearestNeighbourError(dataset: Dataset, entry: ManifestEntry): number {
  const scale = entry.since === 2018 ? "z-norm" : "none";
  const policies = { missing: "interpolate", length: "as-is", scale } as const;
  const prepared = prepare(ofOneLength(dataset), policies, { unequalLengths: true });
  if (prepared.status !== "ready") throw new Error(prepared.reason);
  const { train, test } = prepared;
  const nearest = nearestNeighbours(train.sequences, test.sequences);
  const wrong = nearest.filter((i, j) => train.labels[i] !== test.labels[j]).length;
  return wrong / test.labels.length;
}

/** The one length of all series, or `varies`. */
function lengthOf({ train, test }: Dataset): number | "varies" {
  return commonLength(train.sequences, test.sequences) ?? "varies";
}

/** Compares a data set with what the archive publishes of it. */
export function verifyDataset(dataset: Dataset, entry: ManifestEntry): Check[] {
  const { train, test, classes } = dataset;
  const error = nearestNeighbourError(dataset, entry);
  const close = Math.abs(error - entry.errors.euclidean) <= errorTolerance;
  const padded = entry.length === null && lengthOf(dataset) === "varies";
  const exact = [
    ["training series", entry.train, train.labels.length],
    ["test series", entry.test, test.labels.length],
    ["length", entry.length ?? "varies", lengthOf(dataset)],
    ["classes", entry.classes, classes.length],
  ] as const;
  return [
    ...exact.map(
      ([property, published, found]): Check => ({
        property,
        published,
        found,
        outcome: published === found ? "agrees" : "differs",
      }),
    ),
    {
      property: "1-NN error",
      published: entry.errors.euclidean,
      found: error,
      outcome: close ? "agrees" : padded ? "not comparable" : "differs",
    },
  ];
}
