const space = /[ \t\n\r]*/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them inside texts
const text = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const word = /[\w.+-]+|[\s\S]/y;

type Expected =
  | "a value"
  | "a value or ]"
  | "a key in double quotes"
  | "a key in double quotes or }"
  | ":"
  | ", or ]"
  | ", or }"
  | "nothing more";

/**
 * Where and why a text is no JSON: the offset of the first fault and a sentence about it, or
 * `undefined` for a text that is JSON. `JSON.parse` does not always tell the place.
 */
export function jsonFault(json: string): { offset: number; sentence: string } | undefined {
  const open: ("]" | "}")[] = [];
  let at = 0;
  let expected: Expected = "a value";

  /** The part of the text that the pattern matches here, which is then behind us. */
  function take(pattern: RegExp): string | undefined {
    pattern.lastIndex = at;
    const found = pattern.exec(json)?.[0];
    if (found) at += found.length;
    return found || undefined;
  }

  const afterValue = (): Expected => {
    const close = open.at(-1);
    return close === undefined ? "nothing more" : `, or ${close}`;
  };

  for (;;) {
    take(space);
    if (at === json.length && expected === "nothing more") return undefined;
    const mark = json[at];
    const closes = mark !== undefined && mark === open.at(-1) && expected.endsWith(mark);
    if (closes) {
      at++;
      open.pop();
      expected = afterValue();
    } else if (mark === "," && expected.startsWith(", or")) {
      at++;
      expected = open.at(-1) === "]" ? "a value" : "a key in double quotes";
    } else if (mark === ":" && expected === ":") {
      at++;
      expected = "a value";
    } else if (expected.startsWith("a key") && take(text)) {
      expected = ":";
    } else if (expected.startsWith("a value") && (mark === "[" || mark === "{")) {
      at++;
      open.push(mark === "[" ? "]" : "}");
      expected = mark === "[" ? "a value or ]" : "a key in double quotes or }";
    } else if (expected.startsWith("a value") && (take(text) ?? take(scalar))) {
      expected = afterValue();
    } else {
      const offset = at;
      const found = take(word);
      const shown = found === undefined ? "the end of the file" : JSON.stringify(found);
      return { offset, sentence: `the text is no JSON: expected ${expected}, found ${shown}` };
    }
  }
}
