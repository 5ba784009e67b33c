import assert from "node:assert/strict";
import { test } from "node:test";
import { HarnessError } from "../errors.ts";
import type { Kernel } from "../kernels/kernel.ts";
import { kernelNamed, kernels } from "../kernels/registry.ts";
import { completeSetting } from "../kernels/setting.ts";
import { type GridValue, pointsOf } from "./grid.ts";
import { gridFrom, gridSchema } from "./grid-schema.ts";

const rntk = kernelNamed("rntk");

/** The grid of a config's entry as it is written. */
function gridOf(kernel: Kernel, written: Readonly<Record<string, unknown>>) {
  const values = gridSchema(kernel).parse(written) as Record<string, GridValue[]>;
  return gridFrom(kernel, values);
}

const keysOf = (grid: readonly { readonly key: string }[]) => grid.map(({ key }) => key);

test("a grid has the keys that it always had, and of later ones none that has its default alone", () => {
  const before = ["output", "direction", "readout", "nonlinearity", "layers"];
  const sigmas = ["sigmaW", "sigmaU", "sigmaB", "sigmaH", "sigmaV"];
  assert.deepEqual(keysOf(gridOf(rntk, {})), [...before, ...sigmas]);
  const written = { arithmetic: "float64", initialStates: ["independent"] };
  assert.deepEqual(gridOf(rntk, written), gridOf(rntk, {}));
});

test("a later key stands in a grid that gives it something else, in the kernel's order", () => {
  const axisOf = (written: Readonly<Record<string, unknown>>, key: string) =>
    gridOf(rntk, written).find((axis) => axis.key === key)?.values;
  assert.deepEqual(axisOf({ arithmetic: ["float64", "float32"] }, "arithmetic"), [
    "float64",
    "float32",
  ]);
  assert.deepEqual(axisOf({ arithmetic: "float32" }, "arithmetic"), ["float32"]);
  assert.equal(axisOf({ arithmetic: "float32" }, "initialStates"), undefined);
  // float32 and another derivative are refused together
  const all = { arithmetic: "float32", initialWeight: "none", initialStates: "shared" };
  assert.deepEqual(
    keysOf(gridOf(rntk, all)),
    Object.keys(rntk.setting).filter((key) => key !== "derivative"),
  );
});

test("a point without a later key is the setting with its default", () => {
  const [point] = pointsOf(gridOf(rntk, { sigmaW: 1.4 }));
  assert.deepEqual(
    completeSetting(rntk.setting, point!),
    completeSetting(rntk.setting, { sigmaW: 1.4 }),
  );
  assert.equal(completeSetting(rntk.setting, point!).arithmetic, "float64");
});

test("every later key has a default", () => {
  for (const kernel of kernels)
    for (const [name, { later, default: fallback }] of Object.entries(kernel.setting))
      assert.ok(later !== true || fallback !== undefined, `${kernel.name} ${name}`);
});

test("a grid with a point that its kernel refuses is refused before anything is computed", () => {
  const refused = (written: Readonly<Record<string, unknown>>, sentence: RegExp) =>
    assert.throws(
      () => gridOf(rntk, written),
      (error) =>
        error instanceof HarnessError && error.code === "config" && sentence.test(error.message),
    );
  refused({ arithmetic: "float32", nonlinearity: ["relu", "erf"] }, /for the nonlinearity relu/);
  refused({ initialWeight: "none", sigmaW: [1, 0], sigmaH: [0, 0.5] }, /found sigmaH 0.5/);
  assert.equal(pointsOf(gridOf(rntk, { initialWeight: "none", sigmaW: 0 })).length, 1);
});
