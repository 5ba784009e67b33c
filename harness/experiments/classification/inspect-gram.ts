import { createHash } from "node:crypto";
import { kernelNamed } from "../../kernels/registry.ts";
import { trainingGrams } from "../../kernels/training-grams.ts";
import { extremeEigenvalues } from "../../math/extreme-eigenvalues.ts";
import type { Matrix } from "../../math/matrix.ts";
import { randomSource } from "../../math/random.ts";
import { settingsOf } from "../grid.ts";
import type { GramFacts } from "./result.ts";
import { readyData, type UnitTask } from "./units.ts";

/** How many entries of a Gram stand in a record. */
const entryCount = 20;

/** SHA-256 of the entries as little-endian float64. */
function checksum({ rows, columns, values }: Matrix): string {
  const hash = createHash("sha256");
  const row = new DataView(new ArrayBuffer(8 * columns));
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) row.setFloat64(8 * j, values[i * columns + j]!, true);
    hash.update(row);
  }
  return hash.digest("hex");
}

export interface InspectPayload extends UnitTask {
  /** Index of the setting in grid order. */
  readonly setting: number;
}

/** What a record says of the training Gram of a setting, so that it can be recognised and judged. */
export function inspectUnit(payload: InspectPayload): GramFacts {
  const kernel = kernelNamed(payload.kernel);
  const { train } = readyData(payload, kernel);
  const setting = settingsOf(payload.grid)[payload.setting]!;
  const [gram] = trainingGrams(kernel, train.sequences, [setting]);
  const { rows, values } = gram!;
  const draw = randomSource(`gram entries ${rows}`);
  const facts = {
    sha256: checksum(gram!),
    entries: Array.from({ length: entryCount }, () => {
      const row = draw.uniformInteger(rows);
      const column = draw.uniformInteger(rows);
      return { row, column, value: values[row * rows + column]! };
    }),
  };
  const { smallest, largest } = extremeEigenvalues(gram!); // overwrites the Gram
  return { ...facts, smallestEigenvalue: smallest, largestEigenvalue: largest };
}
