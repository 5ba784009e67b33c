import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { jsonFault } from "./json-fault.ts";

/** The text with a mark before the place of its fault, and what was expected there. */
function marked(text: string): string {
  const fault = jsonFault(text);
  if (fault === undefined) return "valid";
  const expected = fault.sentence.replace("the text is no JSON: ", "");
  return `${text.slice(0, fault.offset)}⟨${expected}⟩`;
}

test("the place of the first fault and what was expected there", () => {
  assert.equal(marked('{"a": [1, 2,]}'), '{"a": [1, 2,⟨expected a value, found "]"⟩');
  assert.equal(marked('{"a": 1,}'), '{"a": 1,⟨expected a key in double quotes, found "}"⟩');
  assert.equal(marked('{"a" 1}'), '{"a" ⟨expected :, found "1"⟩');
  assert.equal(marked("{'a': 1}"), `{⟨expected a key in double quotes or }, found "'"⟩`);
  assert.equal(marked("[1 2]"), '[1 ⟨expected , or ], found "2"⟩');
  assert.equal(marked("[1, nan]"), '[1, ⟨expected a value, found "nan"⟩');
  assert.equal(marked("[-Infinity]"), '[⟨expected a value or ], found "-Infinity"⟩');
  assert.equal(marked("[01]"), '[0⟨expected , or ], found "1"⟩');
  assert.equal(marked("[1}"), '[1⟨expected , or ], found "}"⟩');
  assert.equal(marked("[1]]"), '[1]⟨expected nothing more, found "]"⟩');
  assert.equal(marked('{"a": [1'), '{"a": [1⟨expected , or ], found the end of the file⟩');
  assert.equal(marked(""), "⟨expected a value, found the end of the file⟩");
  assert.equal(marked('["\\x"]'), '[⟨expected a value or ], found "\\""⟩');
});

test("JSON has no fault", () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 4 }), fc.constantFrom(0, 1, 2), (text, indentation) => {
      assert.equal(jsonFault(JSON.stringify(JSON.parse(text), null, indentation)), undefined);
    }),
  );
});

test("a text has a fault exactly where JSON.parse refuses it", () => {
  const piece = fc.constantFrom(...'[]{},:"0123-.eE \n\\u'.split(""), '"a"', "true", "null", "1.5");
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const text = pieces.join("");
      let refused = false;
      try {
        JSON.parse(text);
      } catch {
        refused = true;
      }
      assert.equal(jsonFault(text) !== undefined, refused);
    }),
    { numRuns: 2000 },
  );
});
