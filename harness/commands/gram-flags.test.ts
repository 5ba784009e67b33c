import assert from "node:assert/strict";
import { test } from "node:test";
import { HarnessError } from "../errors.ts";
import { kernelNamed, kernels } from "../kernels/registry.ts";
import {
  type GramFlags,
  kernelOfFlags,
  settingOfFlags,
  wholeSettingOfFlags,
} from "./gram-flags.ts";

const given = (flags: Record<string, unknown>) => flags as unknown as GramFlags;
const rntk = kernelNamed("rntk");
const rbf = kernelNamed("rbf");

const isUsage = (sentence: string) => (error: unknown) =>
  error instanceof HarnessError && error.code === "usage" && error.message === sentence;

test("flags are read as the setting's types", () => {
  const flags = given({ sigmaW: "1.5", layers: "2", nonlinearity: "erf" });
  assert.deepEqual(settingOfFlags(rntk, flags), { sigmaW: 1.5, layers: 2, nonlinearity: "erf" });
  assert.deepEqual(settingOfFlags(rntk, given({})), {});
});

test("a whole setting has the defaults of every kernel whose keys have one", () => {
  for (const kernel of kernels) {
    const needed = Object.entries(kernel.setting).filter(([, key]) => key.default === undefined);
    const flags = given(Object.fromEntries(needed.map(([name]) => [name, "1"])));
    const names = Object.keys(wholeSettingOfFlags(kernel, flags));
    assert.deepEqual(names, Object.keys(kernel.setting));
  }
});

test("a value that the setting does not take is refused under the flag's name", () => {
  const refused = (flags: Record<string, unknown>, sentence: string) =>
    assert.throws(() => settingOfFlags(rntk, given(flags)), isUsage(sentence));
  refused({ sigmaW: "-1" }, "--sigma-w must be at least 0, found -1");
  refused({ sigmaW: "big" }, '--sigma-w must be a number, found "big"');
  refused({ sigmaW: "" }, '--sigma-w must be a number, found ""');
  refused({ layers: "1.5" }, "--layers must be a whole number, found 1.5");
  refused(
    { readout: "lats" },
    '--readout must be last | average | average-last-twice | sum, found "lats"; did you mean "last"?',
  );
  refused({ sigmaW: ["1", "2"] }, "--sigma-w was given more than once");
});

test("a setting of another kernel, or none where one is needed, is refused", () => {
  assert.throws(
    () => settingOfFlags(rbf, given({ sigmaW: "1" })),
    isUsage("the RBF kernel has no setting --sigma-w; it has --alpha"),
  );
  assert.throws(() => wholeSettingOfFlags(rbf, given({})), isUsage("the RBF kernel needs --alpha"));
});

test("the kernel is the flag's, and an unknown one is told the nearest", () => {
  assert.equal(kernelOfFlags(given({})), undefined);
  assert.equal(kernelOfFlags(given({ kernel: "rbf" })), rbf);
  assert.throws(() => kernelOfFlags(given({ kernel: "rbff" })), /did you mean "rbf"\?/);
});
