import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import Papa from "papaparse";
import { classificationResults } from "../../analysis/classification.ts";
import { done, failed, planned, selection } from "../../analysis/testing/records.ts";
import { accuracyTable } from "./accuracy.ts";
import { tableCsv } from "./csv.ts";
import { detailsTable } from "./details.ts";
import { escapeLatex, tableLatex } from "./latex.ts";
import { escapeMarkdown, tableMarkdown } from "./markdown.ts";
import { scoresTable } from "./scores.ts";
import { stabilityTable } from "./stability.ts";
import { type Table, tableOf, textCell, textColumn } from "./table.ts";

const perfect = selection({ test: { ...selection().test, correct: 4 } });
const results = classificationResults(
  [
    done("Coffee", "rntk"),
    done("Coffee", "own-rbf", { selections: [perfect] }),
    failed("My_set", "rntk", "ragged, at 50%"),
  ],
  [
    planned("Coffee", "rntk", "RNTK"),
    planned("Coffee", "own-rbf", "RBF & co"),
    planned("My_set", "rntk", "RNTK"),
  ],
);

function oneCell(text: string): Table {
  return {
    id: "t",
    caption: "c",
    columns: [{ title: "x", name: "x", align: "left" }],
    rows: [[textCell(text)]],
  };
}

test("the accuracy table has a column of paper's numbers only where the paper has the method", () => {
  const table = accuracyTable(results);
  assert.deepEqual(
    table.columns.map(({ name }) => name),
    ["dataset", "rntk", "rntk_paper", "own-rbf"],
  );
  assert.deepEqual(
    table.rows.map((row) => row.map(({ text, emphasis }) => (emphasis ? `*${text}*` : text))),
    [
      ["Coffee", "75.00", "100.00", "*100.00*"],
      ["My_set", "–", "–", "–"],
    ],
  );
});

test("one method alone is a column as several are", () => {
  const alone = classificationResults([done("Coffee", "rntk")], [planned("Coffee", "rntk")]);
  assert.deepEqual(
    accuracyTable(alone).rows.map((row) => row.map(({ value }) => value)),
    [["Coffee", 75, 100]],
  );
});

test("tables without a row or a result are tables still", () => {
  const nothing = classificationResults([], []);
  assert.deepEqual(accuracyTable(nothing).rows, []);
  assert.match(tableCsv(accuracyTable(nothing)), /^dataset\n$/);
  const planOnly = classificationResults([], [planned("A", "rntk")]);
  assert.deepEqual(
    accuracyTable(planOnly).rows.map((row) => row.map(({ text }) => text)),
    [["A", "–"]],
  );
});

test("the CSV of the details has unrounded numbers and empty cells, and reads back as it was", () => {
  const csv = tableCsv(detailsTable(results));
  const { data, errors } = Papa.parse<Record<string, string>>(csv, {
    header: true,
    skipEmptyLines: true,
  });
  assert.deepEqual(errors, []);
  assert.equal(data.length, 3);
  assert.equal(data[0]!.accuracy, "75");
  assert.equal(data[0]!.difference, "-25");
  assert.equal(data[2]!.accuracy, "");
  assert.equal(data[2]!.reason, "data: ragged, at 50%");
});

test("any text reads back from the CSV as it was, what a spreadsheet would compute behind an apostrophe", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const { data } = Papa.parse<string[]>(tableCsv(oneCell(text)), { newline: "\n" });
      const expected = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
      assert.equal(data[1]?.[0] ?? "", expected.replace(/^\uFEFF/, ""));
    }),
  );
});

test("Markdown is aligned, bold where best, and its text is no markup", () => {
  assert.equal(
    tableMarkdown(accuracyTable(results)).split("\n\n")[0],
    [
      "| Data set |  RNTK |  paper |   RBF & co |",
      "| -------- | ----: | -----: | ---------: |",
      "| Coffee   | 75.00 | 100.00 | **100.00** |",
      "| My\\_set  |     – |      – |          – |",
    ].join("\n"),
  );
  assert.equal(escapeMarkdown("a|b\n<i>*"), "a\\|b \\<i\\>\\*");
});

test("LaTeX has the rules of booktabs and escapes what it would take as a command", () => {
  const latex = tableLatex(accuracyTable(results));
  assert.match(latex, /\\begin\{longtable\}\{lrrr\}/);
  assert.match(latex, /\\toprule\nData set & RNTK & paper & RBF \\& co \\\\\n\\midrule/);
  assert.match(latex, /Coffee & 75\.00 & 100\.00 & \\textbf\{100\.00\} \\\\/);
  assert.match(latex, /My\\_set & -- & -- & -- \\\\/);
  assert.match(latex, /as transcribed, unverified/);
  assert.equal(
    escapeLatex("σw √2, 5 % ~ \\x{y}^2"),
    "$\\sigma_w$ $\\surd$2, 5 \\% \\textasciitilde{} \\textbackslash{}x\\{y\\}\\textasciicircum{}2",
  );
});

test("no text leaves LaTeX with a bare special character or a line of its own", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const escaped = escapeLatex(text)
        .replaceAll(
          /\\(?:textbackslash|textasciicircum|textasciitilde|textless|textgreater|textbar|ldots)\{\}/g,
          "",
        )
        .replaceAll(/\\[{}$&#%_]/g, "")
        .replaceAll(/\$(?:-|\\[a-zA-Z]+(?:_[a-z])?)\$/g, "");
      assert.doesNotMatch(escaped, /[\\{}$&#%_^~<>|\n]/);
    }),
  );
});

test("the table of scores has the paper's beside ours and counts where its number lies within our span", () => {
  const { rows, methods } = classificationResults(
    [done("Coffee", "rntk"), done("Coffee", "rbf", { selections: [perfect] })],
    [],
  );
  const score = (method: string, mean: number, rank: number) => ({
    ...{ method, mean, rank, averageRank: rank + 0.5 },
    ...{ std: Number.NaN, p90: 50, p95: 25, pma: 90.126 },
  });
  const table = scoresTable({
    ...{ rows, methods, datasets: ["Coffee"] },
    scores: [score("rntk", 75, 2), score("rbf", 100, 1)],
    paperScores: [score("rntk", 99.5, 1)],
  });
  assert.deepEqual(
    table.rows.map((row) => row.map(({ text, emphasis }) => (emphasis ? `*${text}*` : text))),
    [
      ["rntk", "75.00", "99.50", "–", "50.00", "25.00", "90.13", "2.00", "1.00", "2.50", "0 of 1"],
      ["rbf", "*100.00*", "–", "–", "50.00", "25.00", "90.13", "*1.00*", "–", "*1.50*", "0 of 1"],
    ],
  );
});

test("the ties of several fold seeds are a range, fewest and most, and no mean of them", () => {
  const seed = (foldSeed: number, count: number) =>
    selection({ foldSeed, ties: { ...selection().ties, count } });
  const ranged = classificationResults(
    [done("Coffee", "rntk", { selections: [seed(0, 250), seed(1, 1)] })],
    [planned("Coffee", "rntk", "RNTK")],
  );
  assert.deepEqual(ranged.rows[0]!.ties, { fewest: 1, most: 250 });
  const table = detailsTable(ranged);
  const value = (name: string) =>
    table.rows[0]![table.columns.findIndex((column) => column.name === name)]!.value;
  assert.deepEqual([value("ties_fewest"), value("ties_most")], [1, 250]);
});

test("with equal means the leaders are named together, and by nothing", () => {
  const score = (method: string, mean: number) => ({
    ...{ method, mean, std: 0, p90: 0, p95: 0, pma: 0, rank: 1, averageRank: 1 },
  });
  const cases = { methods: ["a", "b"], datasets: ["x"], percents: [[1, 1]], incomplete: [] };
  const methods = [
    { id: "a", label: "A" },
    { id: "b", label: "B" },
  ];
  const variation = (b: number) => ({
    ...{ label: "one", cases, scores: [score("a", 50), score("b", b)] },
  });
  const { rows } = stabilityTable("s", "c", "t", [variation(50), variation(60)], methods);
  assert.deepEqual(
    rows.map((row) => row.slice(-2).map(({ text }) => text)),
    [
      ["A and B", "–"],
      ["B", "10.00"],
    ],
  );
});

const hostile = '=1+1<b>"%\\\n\u001b[31m\u202e';
const hostileTable = tableOf(
  { id: "t", caption: hostile },
  [hostile],
  [textColumn(hostile, hostile, (text) => text)],
);

test("a hostile label is no formula and no escape in CSV", () => {
  const { data } = Papa.parse<string[]>(tableCsv(hostileTable), { newline: "\n" });
  assert.equal(data[1]![0], "'=1+1<b>\"%\\\n\ufffd[31m\ufffd");
  assert.equal(data[0]![0], data[1]![0]);
});

test("a hostile label is no markup, no line and no escape in Markdown", () => {
  const markdown = tableMarkdown(hostileTable);
  assert.match(markdown, /\| =1\+1\\<b\\>"%\\\\ \ufffd\\\[31m\ufffd +\|/);
  assert.equal(markdown.trimEnd().split("\n").length, 5);
  assert.equal(escapeMarkdown("&lt; & $x$"), "\\&lt; & \\$x\\$");
});

test("a hostile label is no command, no comment, no line and no escape in LaTeX", () => {
  const latex = tableLatex(hostileTable);
  assert.match(
    latex,
    /=1\+1\\textless\{\}b\\textgreater\{\}"\\%\\textbackslash\{\} \ufffd\[31m\ufffd \\\\/,
  );
  assert.ok(!latex.includes("\u001b"));
});
