import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { compareReports } from "./report-files.ts";

const folder = mkdtempSync(join(tmpdir(), "report-files-"));
after(() => rmSync(folder, { recursive: true }));

const committed = join(folder, "committed");
const derived = join(folder, "derived");
mkdirSync(join(committed, "tables"), { recursive: true });
writeFileSync(join(committed, "index.html"), "<p>\n90.00\n</p>\n");
writeFileSync(join(committed, "tables", "a.csv"), "x,1\n");
writeFileSync(join(committed, "figure.png"), Buffer.from([137, 80, 78, 71, 0]));
cpSync(committed, derived, { recursive: true });

test("equal folders have no differences", () => {
  assert.deepEqual(compareReports(committed, derived), { files: 3, findings: [] });
});

test("the first line that differs is named, files that only one has, and images by their bytes", () => {
  const other = join(folder, "other");
  cpSync(derived, other, { recursive: true });
  writeFileSync(join(other, "index.html"), "<p>\n90.01\n</p>\n");
  writeFileSync(join(other, "figure.png"), Buffer.from([137, 80, 78, 71, 1]));
  rmSync(join(other, "tables", "a.csv"));
  writeFileSync(join(other, "tables", "b.csv"), "x,1\n");
  assert.deepEqual(compareReports(committed, other).findings, [
    {
      kind: "report",
      where: "figure.png",
      committed: "5 bytes",
      recomputed: "5 bytes, other content",
    },
    { kind: "report", where: "index.html:2", committed: '"90.00"', recomputed: '"90.01"' },
    { kind: "report", where: join("tables", "a.csv"), committed: "a file", recomputed: "nothing" },
    { kind: "report", where: join("tables", "b.csv"), committed: "nothing", recomputed: "a file" },
  ]);
});

test("a file that was cut off differs at the line where it ends", () => {
  const cut = join(folder, "cut");
  cpSync(derived, cut, { recursive: true });
  writeFileSync(join(cut, "index.html"), "<p>\n90.00");
  const [finding] = compareReports(cut, derived).findings;
  assert.equal(finding?.where, "index.html:3");
  assert.equal(finding?.committed, "nothing");
});
