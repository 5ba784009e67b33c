import assert from "node:assert/strict";
import { test } from "node:test";
import { inkOn, rampColour } from "./colour.ts";

const ramp = ["#000000", "#ff0080", "#ffffff"];

test("a ramp has its own colours at its stops, both ends included", () => {
  assert.deepEqual(rampColour(ramp, 0), [0, 0, 0]);
  assert.deepEqual(rampColour(ramp, 0.5), [255, 0, 128]);
  assert.deepEqual(rampColour(ramp, 1), [255, 255, 255]);
});

test("between two stops a colour lies straight between theirs", () => {
  assert.deepEqual(rampColour(ramp, 0.125), [64, 0, 32]);
  assert.deepEqual(rampColour(ramp, 0.75), [255, 128, 192]);
});

test("ink is black on light colours and white on dark ones", () => {
  assert.equal(inkOn([255, 255, 255]), "#000");
  assert.equal(inkOn([0, 0, 0]), "#fff");
  assert.equal(inkOn([118, 118, 118]), "#000"); // luminance 0.181
  assert.equal(inkOn([117, 117, 117]), "#fff"); // 0.178
});
