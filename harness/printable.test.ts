import assert from "node:assert/strict";
import { test } from "node:test";
import { printable, printableInColour } from "./printable.ts";

test("control characters and marks of direction stand as JSON writes them", () => {
  assert.equal(printable("a\u001b]0;x\u0007b\r"), "a\\u001b]0;x\\u0007b\\u000d");
  assert.equal(printable("\u009b31m \u202eabc\u2069"), "\\u009b31m \\u202eabc\\u2069");
});

test("tabs, line ends, letters of any script and emoji stay", () => {
  const text = "Größe\t温度\nσw 😀 –";
  assert.equal(printable(text), text);
});

test("colours stay where they are allowed, other sequences never", () => {
  assert.equal(printable("\u001b[31mred"), "\\u001b[31mred");
  assert.equal(printableInColour("\u001b[1mred\u001b[22m"), "\u001b[1mred\u001b[22m");
  assert.equal(printableInColour("\u001b[2J\u001b[31mred\u0007"), "\\u001b[2J\u001b[31mred\\u0007");
});

test("JSON stays JSON with the same value", () => {
  const value = { name: "\u009b31m\u001b\u2028" };
  assert.deepEqual(JSON.parse(printable(JSON.stringify(value))), value);
});
