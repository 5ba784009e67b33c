import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { startWith, temporaryFolder, writeInto } from "../testing/cli.ts";

/** With these the engine takes no WebAssembly with vectors, as on a processor that has none. */
const withoutVectors = ["--no-enable-sse4-1", "--no-enable-ssse3"];

const config = `title: Small
datasets:
  - { name: bells, generate: cylinder-bell-funnel, trainSize: 15, testSize: 20, length: 40, seed: 1 }
kernels:
  - kernel: rntk
    grid: { sigmaW: [1.34, sqrt(2)], sigmaB: [0, 0.1], sigmaH: [0, 0.5], readout: [last, average] }
  - kernel: ntk
    grid: { sigmaW: [1, 2], layers: [1, 3] }
  - kernel: rbf
    grid: { alpha: [0.1, 1, 10] }
  - kernel: polynomial
    grid: { degree: [1, 3], offset: 1 }
selection: { folds: 5, foldSeeds: [0, 1] }
`;

const skip = process.arch === "x64" ? false : "the flags are those of x64";

test("records are the same bytes in WebAssembly and in TypeScript", { skip }, async (t) => {
  const [wasm, plain] = await Promise.all(
    [[], withoutVectors].map(async (flags) => {
      const folder = temporaryFolder(t);
      const path = writeInto(folder, "small.yaml", config);
      const { finished } = startWith(flags, folder, "run", path, "--jobs", "2");
      const { status, stderr } = await finished;
      assert.equal(status, 0, stderr);
      return ["rntk", "ntk", "rbf", "polynomial"].map((method) =>
        readFileSync(join(folder, `results/small/bells/${method}.json`), "utf8"),
      );
    }),
  );
  assert.deepEqual(plain, wasm);
});

test("with those flags the program does without WebAssembly, without them it does not", {
  skip,
}, (t) => {
  const url = new URL("../wasm/tile-memory.ts", import.meta.url).href;
  const script = writeInto(
    temporaryFolder(t),
    "probe.mjs",
    `import { wasmTileMemory } from ${JSON.stringify(url)}; console.log(wasmTileMemory() === undefined);`,
  );
  const without = (flags: readonly string[]) =>
    execFileSync(process.execPath, [...flags, "--import", import.meta.resolve("tsx"), script], {
      encoding: "utf8",
    }).trim();
  assert.equal(without(withoutVectors), "true");
  assert.equal(without([]), "false");
});
