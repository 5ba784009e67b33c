import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { HarnessError } from "../errors.ts";
import { kernels } from "../kernels/registry.ts";
import { parseGramCase } from "./gram-case.ts";
import type { GramFlags } from "./gram-flags.ts";

const noFlags: GramFlags = {
  file: "case.json",
  kernel: undefined,
  matrix: undefined,
  labels: false,
  format: undefined,
  output: undefined,
};

const parse = (text: string, flags: Partial<GramFlags> = {}) =>
  parseGramCase(text, "case.json", { ...noFlags, ...flags });

function refusals(text: string): string[] {
  try {
    parse(text);
  } catch (error) {
    assert.ok(error instanceof HarnessError);
    return error.message.split("\n");
  }
  return [];
}

test("a case has its kernel, its settings with defaults, and its sequences", () => {
  const { kernel, setting, sequences } = parse(
    '{"kernel": "ntk", "layers": 3, "inputs": [[1, 2], [3, 4], [5, 6]], "gram": {"ntk": []}}',
  );
  assert.equal(kernel.name, "ntk");
  assert.equal(setting.layers, 3);
  assert.equal(setting.sigmaW, Math.SQRT2);
  assert.deepEqual([...sequences.values], [1, 2, 3, 4, 5, 6]);
  assert.deepEqual([...sequences.lengths], [2, 2, 2]);
});

test("sequences of vectors and of different lengths lie one after the other", () => {
  const { sequences } = parse('{"kernel": "rntk", "inputs": [[[1, 2], [3, 4]], [[5, 6]]]}');
  assert.equal(sequences.dimension, 2);
  assert.deepEqual([...sequences.lengths], [2, 1]);
  assert.deepEqual([...sequences.offsets], [0, 4]);
  assert.deepEqual([...sequences.values], [1, 2, 3, 4, 5, 6]);
});

test("flags replace what the case says", () => {
  const text = '{"kernel": "rntk", "sigmaB": 1, "inputs": [[1]]}';
  assert.equal(parse(text, { sigmaB: "2" }).setting.sigmaB, 2);
  assert.equal(parse('{"inputs": [[1]]}', { kernel: "rbf", alpha: "0.5" }).setting.alpha, 0.5);
});

test("a text that is no JSON is refused where it stops being JSON", () => {
  assert.deepEqual(refusals('{"kernel": "rntk",\n "inputs": [[1, 2],\n [3, NaN]]}'), [
    'case.json:3:6: the text is no JSON: found "NaN"',
  ]);
  for (const [text, sentence] of [
    ['{"a": [1, 2,]}', '1:13: the text is no JSON: expected a value, found "]"'],
    ['{"a": 1,}', '1:9: the text is no JSON: expected a key in double quotes, found "}"'],
    ['{"a" 1}', '1:6: the text is no JSON: expected :, found "1"'],
    ["{'a': 1}", "1:2: the text is no JSON: found \"'a'\""],
    [
      '{"a": 1 "b": 2}',
      '1:9: the text is no JSON: expected a comma or the end of the list or object, found "\\"b\\""',
    ],
    ['{"a": [1', "1:9: the text is no JSON: expected , or ], found the end"],
    ["[1]]", '1:4: the text is no JSON: expected nothing more, found "]"'],
    ["{} // no", '1:4: the text is no JSON: found "// no"'],
  ] as const) {
    assert.deepEqual(refusals(text), [`case.json:${sentence}`]);
  }
});

test("a text is refused as no JSON exactly where JSON.parse refuses it", () => {
  const piece = fc.constantFrom(...'[]{},:"0123-.eE \n\\u'.split(""), '"a"', "true", "null", "1.5");
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const text = pieces.join("");
      let sentence = /a case is an object|kernel is missing/;
      try {
        JSON.parse(text);
      } catch {
        sentence = /^case\.json:\d+:\d+: the text is no JSON: (expected .*, )?found /;
      }
      assert.match(refusals(text)[0]!, sentence);
    }),
    { numRuns: 2000 },
  );
});

test("a JSON text that is no object is refused", () => {
  assert.deepEqual(refusals("[1]"), [
    "case.json:1:1: a case is an object with kernel, settings and inputs, found a list of 1",
  ]);
  assert.deepEqual(refusals("null"), [
    "case.json:1:1: a case is an object with kernel, settings and inputs, found nothing",
  ]);
});

test("an unknown or missing kernel is refused with the kernels that there are", () => {
  const names = kernels.map(({ name }) => name).join(" | ");
  assert.deepEqual(refusals('{"kernel": "rtnk", "inputs": [[1]]}'), [
    `case.json:1:12: kernel must be ${names}, found "rtnk"; did you mean "rntk"?`,
  ]);
  assert.deepEqual(refusals('{"inputs": [[1]]}'), [
    `case.json:1:1: kernel is missing: it must be ${names}`,
  ]);
});

test("all faults are told at once, in the order of the file", () => {
  assert.deepEqual(
    refusals(`{"kernel": "rntk",
 "layers": 1.5,
 "sigmaW": "a",
 "sigmab": 0,
 "nonlinearity": "rely",
 "inputs": [[1, 2], [3, [4, 5]]]}`),
    [
      "case.json:2:12: layers must be a whole number, found 1.5",
      'case.json:3:12: sigmaW must be a number, found "a"',
      'case.json:4:2: unknown key "sigmab" in the file; did you mean "sigmaB"?',
      'case.json:5:18: nonlinearity must be relu | erf, found "rely"; did you mean "relu"?',
      "case.json:6:25: inputs[1][1] must be a number, as the first step of inputs[0] is, found a list of 2",
    ],
  );
});

test("a setting out of its range, or missing, is refused", () => {
  assert.deepEqual(refusals('{"kernel": "rntk", "sigmaW": -1, "inputs": [[1]]}'), [
    "case.json:1:30: sigmaW must be at least 0, found -1",
  ]);
  assert.deepEqual(refusals('{"kernel": "rbf", "inputs": [[1]]}'), [
    "case.json:1:1: alpha is missing: it must be a number",
  ]);
});

test("inputs that are no sequences of numbers are refused with their place", () => {
  const ofInputs = (inputs: string) => refusals(`{"kernel": "rntk", "inputs": ${inputs}}`);
  assert.match(refusals('{"kernel": "rntk"}')[0]!, /inputs must be a list of sequences.*nothing/);
  assert.match(ofInputs("[]")[0]!, /:1:30: inputs must be a list of sequences, at least one/);
  assert.match(ofInputs("[[1], []]")[0]!, /:1:36: inputs\[1\] must be a sequence.*a list of 0/);
  assert.match(ofInputs("[[1], 2]")[0]!, /inputs\[1\] must be a sequence.*found 2/);
  assert.match(ofInputs('[[1, "2"]]')[0]!, /inputs\[0\]\[1\] must be a number, found "2"/);
  assert.match(ofInputs("[[1, null]]")[0]!, /inputs\[0\]\[1\] must be a number, found nothing/);
  assert.match(ofInputs("[[[1, {}]]]")[0]!, /inputs\[0\]\[0\]\[1\] must be a number, found an obj/);
  assert.match(ofInputs("[[1, 1e999]]")[0]!, /must be a finite number in 64 bits, found Infinity/);
  assert.match(ofInputs("[[[]]]")[0]!, /must be a number.*found a list of 0/);
  assert.match(
    ofInputs("[[[1, 2], [3]]]")[0]!,
    /inputs\[0\]\[1\] must be a vector of 2 numbers, as the first step of inputs\[0\] is/,
  );
});
