import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
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

for (const [name, flags, figures] of [
  ["convergence", [], ["angle", "width"]],
  ["sensitivity", [], ["sensitivity"]],
  ["synthetic", [], ["snr-sigma", "snr-span"]],
  ["stock", ["--series", "mine.csv", "--column", "Price"], ["snr-span", "snr-train"]],
] as const) {
  test(`${name} runs at quick sizes, beside the full ones, and draws its figures`, async (t) => {
    const folder = temporaryFolder(t);
    writeInto(folder, "mine.csv", prices);
    const { status, stderr } = await quick(folder, name, ...flags);
    assert.equal(status, 0, stderr);
    assert.ok(!existsSync(join(folder, "results", name)));
    const report = join(folder, "reports", `${name}-quick`);
    const pngs = readdirSync(join(report, "figures")).filter((file) => file.endsWith(".png"));
    assert.deepEqual(
      pngs.sort(),
      figures.map((figure) => `${figure}.png`),
    );
    assert.match(
      readFileSync(join(report, "index.html"), "utf8"),
      /<h2>Figures? <a class="anchor" href="#figures"/,
    );
  });
}
