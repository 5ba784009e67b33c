import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { loadConfig } from "../config/load.ts";
import { experiments } from "../experiments/registry.ts";
import { reportInput } from "../report/derive.ts";
import { reportTables } from "../report/report.ts";
import { sectionOf } from "../report/sections/registry.ts";
import { harness, temporaryFolder, writeInto } from "../testing/cli.ts";
import { planFrom } from "./config-options.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** The tables of a config's report, from the committed records. */
function tablesOf(config: string): string[] {
  const planned = planFrom({
    config: join(root, "configs", config),
    results: join(root, "results"),
    ...{ archive: undefined, only: [], quick: false, series: undefined, column: undefined },
    reports: "reports",
  });
  return reportTables(reportInput(planned)).map(({ id }) => id);
}

test("a section names all tables that its reports have", () => {
  const seen = new Set<string>();
  for (const folder of readdirSync(join(root, "results"))) {
    const config = `${folder}.yaml`;
    const { experiment } = loadConfig(join(root, "configs", config)).config;
    if (seen.has(experiment)) continue;
    seen.add(experiment);
    const { tableIds } = sectionOf(experiment);
    for (const id of tablesOf(config)) assert.ok(tableIds.includes(id), `${experiment}: ${id}`);
  }
  assert.ok(seen.has("classification"));
  assert.ok(seen.size >= experiments.length - 1, [...seen].join(", "));
});

test("a typo in --print is told before any data are looked for", async (t) => {
  const folder = temporaryFolder(t);
  const config = writeInto(
    folder,
    "own.yaml",
    "title: T\ndatasets: [{ name: a, train: absent.tsv, test: absent.zip }]\nkernels: [{ kernel: rbf, grid: { alpha: 1 } }]\n",
  );
  const { status, stderr } = await harness(folder, "report", config, "--print", "scors");
  assert.equal(status, 2);
  assert.equal(
    stderr,
    'a report of the experiment classification has no table "scors"; did you mean "scores"?\n',
  );
});
