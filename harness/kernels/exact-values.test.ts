import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { sequencesFrom } from "../math/sequences.ts";
import { sharedFolder, withoutSharedFolder } from "../shared-folder.ts";
import hardCases from "./fixtures/hard-cases.json" with { type: "json" };
import { kernelNamed } from "./registry.ts";

/** What an entry may be off: relative, or absolute where it is near zero. */
const relativeTolerance = 1e-10;
const absoluteTolerance = 1e-12;

interface Case {
  readonly kernel: string;
  readonly inputs: readonly (readonly (number | readonly number[])[])[];
  readonly gram: Readonly<Record<string, readonly (readonly number[])[]>>;
  readonly [setting: string]: unknown;
}

function assertExact({ kernel, title: _, inputs, gram, ...setting }: Case): void {
  const sequences = sequencesFrom(
    inputs.map((series) => series.map((step) => (typeof step === "number" ? [step] : [...step]))),
  );
  const outputs = kernelNamed(kernel).outputs(sequences, setting as Record<string, number>);
  assert.deepEqual(Object.keys(outputs), Object.keys(gram));
  for (const [name, rows] of Object.entries(gram))
    for (const [i, row] of rows.entries())
      for (const [j, expected] of row.entries()) {
        const found = outputs[name]!.values[i * rows.length + j]!;
        const difference = Math.abs(found - expected);
        assert.ok(
          difference <= Math.max(absoluteTolerance, relativeTolerance * Math.abs(expected)),
          `${name}[${i}][${j}] = ${found}, exact ${expected}`,
        );
      }
}

for (const hard of hardCases as unknown as Case[])
  test(`exact: ${hard.kernel}, ${hard.title}`, () => assertExact(hard));

test("exact: every entry of the reference values", {
  skip: withoutSharedFolder,
}, () => {
  const text = readFileSync(`${sharedFolder}reference/kernels.json`, "utf8");
  const cases = JSON.parse(text) as Case[];
  assert.ok(cases.length >= 49);
  for (const reference of cases) assertExact(reference);
});
