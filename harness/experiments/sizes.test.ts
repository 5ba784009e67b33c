import assert from "node:assert/strict";
import { test } from "node:test";
import { atSizes } from "./sizes.ts";

const config = {
  seed: 1,
  gram: { widths: [32, 64], draws: 10 },
  quick: { gram: { draws: 2 } },
};

test("the full sizes are those of the config", () => {
  assert.equal(atSizes(config, "full"), config);
});

test("the quick sizes replace what they name, at any depth, and leave the rest", () => {
  const quick = atSizes(config, "quick");
  assert.deepEqual(quick.gram, { widths: [32, 64], draws: 2 });
  assert.equal(quick.seed, 1);
});

test("a list replaces a list as a whole", () => {
  const quick = atSizes({ widths: [1, 2, 3], quick: { widths: [9] } }, "quick");
  assert.deepEqual(quick.widths, [9]);
});

test("a quick key that is not given leaves the config's value", () => {
  assert.equal(atSizes({ draws: 5, quick: { draws: undefined } }, "quick").draws, 5);
});
