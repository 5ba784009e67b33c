import { type DatasetFormat, optionsOf } from "../data/formats/format.ts";
import { HarnessError } from "../errors.ts";
import type { Sequences } from "../math/sequences.ts";

/** A kernel takes finite numbers, one step at least. */
function refuseMissing({ count, dimension, lengths, offsets, values }: Sequences, file: string) {
  for (let i = 0; i < count; i++) {
    if (lengths[i] === 0) throw new HarnessError("data", `${file}: series ${i + 1} has no values`);
    const start = offsets[i]!;
    const end = start + lengths[i]! * dimension;
    const missing = values.subarray(start, end).findIndex(Number.isNaN);
    if (missing < 0) continue;
    const step = Math.floor(missing / dimension) + 1;
    throw new HarnessError(
      "data",
      `${file}: series ${i + 1} has a missing value at step ${step}, where a finite number was expected`,
      "fill in missing values first",
    );
  }
}

/**
 * The series of a file in a format; labels are left out.
 * @param name name of the file, for sentences
 * @param labels where labels stand, in a format that can do without
 * @throws HarnessError `data` for what the format refuses, and for a missing value
 */
export function readSeries(
  bytes: Buffer,
  format: DatasetFormat,
  name: string,
  labels: "none" | "first",
): Sequences {
  if (format.parseUnlabelled !== undefined) return format.parseUnlabelled(bytes, name, labels);
  const options = optionsOf(format, {});
  const { sequences } = format.parse(bytes, { file: name, length: undefined, options });
  refuseMissing(sequences, name);
  return sequences;
}
