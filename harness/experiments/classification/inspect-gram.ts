import { createHash } from "node:crypto";
import { kernelNamed } from "../../kernels/registry.ts";
import { extremeEigenvalues } from "../../math/extreme-eigenvalues.ts";
import { randomSource } from "../../math/random.ts";
import { settingsOf } from "./grid.ts";
import type { GramFacts } from "./result.ts";
import { readyData, type TestPayload } from "./units.ts";

/** How many entries of a Gram stand in a record. */
const entryCount = 20;

/** SHA-256 of the entries as little-endian float64. */
function checksum(values: Float64Array): string {
  const bytes = new DataView(new ArrayBuffer(values.length * 8));
  for (const [i, value] of values.entries()) bytes.setFloat64(8 * i, value, true);
  return createHash("sha256").update(bytes).digest("hex");
}

/** What a record says of the training Gram of a setting, so that it can be recognised and judged. */
export function inspectUnit(payload: TestPayload): GramFacts {
  const kernel = kernelNamed(payload.kernel);
  const { train } = readyData(payload, kernel);
  const setting = settingsOf(payload.grid)[payload.setting]!;
  const [gram] = kernel.grams(train.sequences, [setting]);
  const { rows, values } = gram!;
  const draw = randomSource(`gram entries ${rows}`);
  const { smallest, largest } = extremeEigenvalues(gram!);
  return {
    sha256: checksum(values),
    entries: Array.from({ length: entryCount }, () => {
      const row = draw.uniformInteger(rows);
      const column = draw.uniformInteger(rows);
      return { row, column, value: values[row * rows + column]! };
    }),
    smallestEigenvalue: smallest,
    largestEigenvalue: largest,
  };
}
