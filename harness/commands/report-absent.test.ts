import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { harness, temporaryFolder, writeInto } from "../testing/cli.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const table = readFileSync(join(root, "configs/paper-table.yaml"), "utf8");

/** What `report` says of a set of the archive whose files are not here, with the committed records. */
async function reported(t: Parameters<typeof temporaryFolder>[0], config: string) {
  const folder = temporaryFolder(t);
  const path = writeInto(folder, "paper-table.yaml", config);
  const only = ["--only", "dataset=UWaveGestureLibraryX,kernel=rntk"];
  const results = ["--results", join(root, "results")];
  const { status, stdout, stderr } = await harness(folder, "report", path, ...only, ...results);
  assert.equal(status, 0, stderr);
  return stdout;
}

test("a record is reported where its data are not here", async (t) => {
  assert.match(await reported(t, table), /UWaveGestureLibraryX +RNTK +78\.\d\d +79\.59/);
});

test("a record that another config asks for is not taken for it", async (t) => {
  const other = table.replace("folds: 10", "folds: 9");
  assert.notEqual(other, table);
  assert.match(await reported(t, other), /UWaveGestureLibraryX +RNTK +missing: .* is not on this/);
});
