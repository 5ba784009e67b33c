import assert from "node:assert/strict";
import { test } from "node:test";
import { sequencesFrom } from "../math/sequences.ts";
import { polynomial } from "./polynomial.ts";

const x = sequencesFrom([
  [[1], [2]],
  [[4], [6]],
]);

test("polynomial by hand: (3 + <x, z>)^2 with <x, z> = 16", () => {
  const settings = [{ degree: 2, offset: 3 }, { degree: 1 }];
  const entries = Array.from(polynomial.grams(x, settings), ({ values }) => values[1]);
  assert.deepEqual(entries, [361, 16]);
});

test("polynomial needs a whole positive degree and an offset of at least 0", () => {
  for (const setting of [{}, { degree: 0 }, { degree: 1.5 }, { degree: 2, offset: -1 }])
    assert.throws(() => [...polynomial.grams(x, [setting])]);
});
