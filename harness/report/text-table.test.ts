import assert from "node:assert/strict";
import { test } from "node:test";
import { styleText } from "node:util";
import { alignedLines, textTable } from "./text-table.ts";

test("columns are as wide as their widest text, two blanks apart, without blanks at the end", () => {
  assert.equal(
    textTable(
      [
        { name: "a", count: 5 },
        { name: "long", count: 1234 },
      ],
      [
        { title: "name", align: "left", cell: ({ name }) => name },
        { title: "n", align: "right", cell: ({ count }) => `${count}` },
        { title: "", align: "left", cell: ({ count }) => (count > 9 ? "many" : "") },
      ],
    ),
    ["name     n", "────────────────", "a        5", "long  1234  many"].join("\n"),
  );
});

test("a table without rows is its titles and the rule", () => {
  const column = { title: "name", align: "left", cell: String } as const;
  assert.equal(textTable([], [column]), "name\n────");
});

test("wide characters take two columns, combining marks and colours none", () => {
  const bold = styleText("bold", "bold", { validateStream: false });
  assert.deepEqual(
    alignedLines(
      [
        ["漢字", "1"],
        ["e\u0301", "2"],
        [bold, "3"],
      ],
      ["left", "right"],
    ),
    ["漢字  1", "e\u0301     2", `${bold}  3`],
  );
});

test("a line that is short ends in a free text, for which no column is made wider", () => {
  assert.deepEqual(
    alignedLines(
      [
        ["a", "1", "x"],
        ["bb", "failed: a long reason"],
      ],
      ["left", "right", "left"],
    ),
    ["a   1  x", "bb  failed: a long reason"],
  );
});
