import { HarnessError } from "../errors.ts";
import type { Dataset } from "./dataset.ts";
import type { DatasetSize, PresentDataset } from "./locate.ts";

/**
 * Reads a data set, or generates it.
 * @throws HarnessError `data` with file, line and column where a file is not what it should be
 */
export function loadDataset(located: PresentDataset): Dataset {
  throw new HarnessError("data", `${located.name}: reading comes next`);
}

/** Sizes of a data set; it is read where they are not known beforehand. */
export function sizeOf(located: PresentDataset): DatasetSize {
  if (located.size !== undefined) return located.size;
  const { train, test, classes } = loadDataset(located);
  return {
    trainSize: train.labels.length,
    testSize: test.labels.length,
    longest: Math.max(...train.sequences.lengths, ...test.sequences.lengths),
    dimension: train.sequences.dimension,
    classes: classes.length,
  };
}
