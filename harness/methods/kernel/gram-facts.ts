import { createHash } from "node:crypto";
import { z } from "zod";
import { extremeEigenvalues } from "../../math/extreme-eigenvalues.ts";
import type { Matrix } from "../../math/matrix.ts";
import { randomSource } from "../../math/random.ts";

const index = z.int().nonnegative();

/** The training Gram of a setting, so that it can be recognised and judged. */
export const gramFactsSchema = z.strictObject({
  /** SHA-256 of its entries as little-endian float64, row by row. */
  sha256: z.string(),
  /** A seeded sample. */
  entries: z.array(z.strictObject({ row: index, column: index, value: z.number() })),
  smallestEigenvalue: z.number(),
  largestEigenvalue: z.number(),
});

export type GramFacts = z.infer<typeof gramFactsSchema>;

/** How many entries of a Gram stand in a record. */
const entryCount = 20;

function checksum({ rows, columns, values }: Matrix): string {
  const hash = createHash("sha256");
  const row = new DataView(new ArrayBuffer(8 * columns));
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) row.setFloat64(8 * j, values[i * columns + j]!, true);
    hash.update(row);
  }
  return hash.digest("hex");
}

/** What a record says of a training Gram (n, n), which is overwritten. */
export function gramFacts(gram: Matrix): GramFacts {
  const { rows, values } = gram;
  const draw = randomSource(`gram entries ${rows}`);
  const facts = {
    sha256: checksum(gram),
    entries: Array.from({ length: entryCount }, () => {
      const row = draw.uniformInteger(rows);
      const column = draw.uniformInteger(rows);
      return { row, column, value: values[row * rows + column]! };
    }),
  };
  const { smallest, largest } = extremeEigenvalues(gram);
  return { ...facts, smallestEigenvalue: smallest, largestEigenvalue: largest };
}

/** Four digits: enough to judge a Gram by. */
function shortNumber(value: number): string {
  return String(Number(value.toPrecision(4)))
    .replace("-", "−")
    .replace("e−", "e-");
}

/** What a record says of a Gram, in words. */
export function gramText({ smallestEigenvalue, largestEigenvalue, sha256 }: GramFacts): string {
  return `symmetric; eigenvalues from ${shortNumber(smallestEigenvalue)} to ${shortNumber(largestEigenvalue)}; SHA-256 of its entries ${sha256}`;
}
