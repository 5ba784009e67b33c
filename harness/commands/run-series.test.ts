import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { harness, temporaryFolder, writeInto } from "../testing/cli.ts";

const configs = join(dirname(fileURLToPath(import.meta.url)), "../../configs");

const prices = [
  "Date,Price",
  ...Array.from({ length: 975 }, (_, day) => `d${day},${500 + day / 4 + ((day * 37) % 11)}`),
].join("\n");

function quick(folder: string, name: string, ...flags: string[]) {
  return harness(folder, "run", join(configs, `${name}.yaml`), "--quick", "--jobs", "1", ...flags);
}

test("a second run keeps the records, one with another series makes its own", async (t) => {
  const folder = temporaryFolder(t);
  writeInto(folder, "mine.csv", prices);
  writeInto(folder, "other.csv", prices.replace("500", "501"));
  const only = ["--column", "Price", "--only", "kernel=rbf", "--json"];
  const statuses = async (file: string) => {
    const { stdout, stderr } = await quick(folder, "stock", "--series", file, ...only);
    const { tasks } = JSON.parse(stdout || stderr) as { tasks: { status: string }[] };
    return [...new Set(tasks.map(({ status }) => status))];
  };
  assert.deepEqual(await statuses("mine.csv"), ["done"]);
  assert.deepEqual(await statuses("mine.csv"), ["kept"]);
  assert.deepEqual(await statuses("other.csv"), ["done"]);
  const folders = readdirSync(join(folder, "results/stock-quick")).map(
    (name) => name.split("-")[0],
  );
  assert.deepEqual([...new Set(folders)].sort(), ["mine", "other"]);
});

test("a column that the series does not have ends a run with exit status 2", async (t) => {
  const folder = temporaryFolder(t);
  writeInto(folder, "mine.csv", prices);
  const config = join(configs, "stock.yaml");
  const { status, stderr } = await harness(folder, "run", config, "--series", "mine.csv");
  assert.equal(status, 2);
  assert.match(stderr, /mine\.csv:1: there is no column "Close"; columns are Date, Price/);
});
