import assert from "node:assert/strict";
import { test } from "node:test";
import { HarnessError } from "../errors.ts";
import type { SettingKeys } from "./kernel.ts";
import { completeSetting } from "./setting.ts";

const keys = {
  shape: { type: "choice", choices: ["flat", "steep"], default: "flat", description: "Shape." },
  depth: { type: "integer", above: 0, default: 1, description: "Depth." },
  width: { type: "number", atLeast: 0, default: 0.5, description: "Width." },
  height: { type: "number", above: 0, description: "Height." },
  shift: { type: "number", default: -1, description: "Shift." },
} as const satisfies SettingKeys;

const refused = (setting: Readonly<Record<string, unknown>>, sentence: string) =>
  assert.throws(
    () => completeSetting(keys, setting),
    (error) =>
      error instanceof HarnessError && error.code === "config" && error.message === sentence,
  );

test("defaults stand for what is not given, in the order of the keys", () => {
  const complete = completeSetting(keys, { height: 2, depth: 3 });
  assert.deepEqual(Object.entries(complete), [
    ["shape", "flat"],
    ["depth", 3],
    ["width", 0.5],
    ["height", 2],
    ["shift", -1],
  ]);
  assert.equal(completeSetting(keys, { height: 2, width: undefined }).width, 0.5);
});

test("a bound belongs to the range with `atLeast` and does not with `above`", () => {
  assert.equal(completeSetting(keys, { height: 1, width: 0 }).width, 0);
  refused({ height: 0 }, "the setting height must be a number greater than 0, found 0");
  refused(
    { height: 1, width: -1e-9 },
    "the setting width must be a number of at least 0, found -1e-9",
  );
  refused(
    { height: 1, depth: 0 },
    "the setting depth must be a whole number greater than 0, found 0",
  );
  assert.equal(completeSetting(keys, { height: 1, shift: -1e300 }).shift, -1e300);
});

test("what is no finite number, not whole, or none of the choices is refused", () => {
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
    refused({ height: 1, shift: value }, `the setting shift must be a number, found ${value}`);
  refused({ height: "1" }, 'the setting height must be a number greater than 0, found "1"');
  refused({ height: null }, "the setting height must be a number greater than 0, found null");
  refused(
    { height: 1, depth: 1.5 },
    "the setting depth must be a whole number greater than 0, found 1.5",
  );
  refused({ height: 1, shape: "flt" }, 'the setting shape must be flat | steep, found "flt"');
  refused({ height: 1, shape: 1 }, "the setting shape must be flat | steep, found 1");
});

test("a missing key without default and an unknown key are refused", () => {
  refused({}, "the setting height must be a number greater than 0, found nothing");
  refused({ height: 1, widht: 1 }, 'unknown setting "widht"; did you mean "width"?');
  refused(
    { height: 1, toString: 1 },
    'unknown setting "toString"; settings are shape, depth, width, height, shift',
  );
});
