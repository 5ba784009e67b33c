import assert from "node:assert/strict";
import { join } from "node:path";
import { before, describe, test } from "node:test";
import { runInNewContext } from "node:vm";
import { build } from "esbuild";
import { randomSource } from "../math/random.ts";
import { startChromium, withoutChromium } from "../testing/chromium.ts";
import type { Setting } from "./kernel.ts";
import { gramBits, type Series } from "./testing/bundle-entry.ts";

/** Bytes that the kernel with its WebAssembly may take in a page, minified and not compressed. */
const mostBytes = 60_000;

interface Case {
  readonly x: Series;
  readonly z: Series;
  readonly settings: readonly Setting[];
}

/** Normal series of the given lengths. */
function drawn(seed: string, dimension: number, lengths: readonly number[]): number[][][] {
  const source = randomSource(`bundle ${seed}`);
  return lengths.map((length) =>
    Array.from({ length }, () => Array.from({ length: dimension }, source.normal)),
  );
}

/** Read-outs, depths, nonlinearities, directions, lengths and dimensions, and hard pairs of series. */
function cases(): Case[] {
  const settings = [
    {},
    { sigmaB: 0.1, sigmaH: 0.5 },
    { readout: "average", sigmaW: 1.34, sigmaB: 0.3 },
    { layers: 2, sigmaB: 0.2, sigmaU: 0.7, output: "nngp" },
    { layers: 2, readout: "average", direction: "both", sigmaH: 1, sigmaV: 2 },
    { output: "preactivation-rntk", readout: "average-last-twice", sigmaB: 0.2, sigmaH: 0.1 },
    { initialStates: "shared", initialWeight: "none", readout: "sum", sigmaH: 0.4 },
    { arithmetic: "float32", sigmaB: 0.1, sigmaH: 0.2 },
    { nonlinearity: "erf", sigmaB: 0.1 },
    { nonlinearity: "erf", layers: 2, readout: "average", direction: "reverse", sigmaH: 0.3 },
  ];
  const [first, ...rest] = drawn("one length", 1, Array<number>(9).fill(40));
  const near = first!.map((step) => step.map((value) => value * (1 + 1e-7)));
  const opposite = first!.map((step) => step.map((value) => -value));
  return [
    { x: [first!, ...rest, near, opposite], z: drawn("others", 1, [40, 40, 40]), settings },
    { x: drawn("lengths", 1, [1, 7, 30, 30, 64]), z: drawn("other lengths", 1, [3, 90]), settings },
    { x: drawn("two channels", 2, [12, 5, 20]), z: drawn("two other channels", 2, [8]), settings },
    {
      x: drawn("tiles", 1, Array<number>(140).fill(20)),
      z: drawn("tile", 1, [20]),
      settings: [{}],
    },
  ];
}

describe("the RNTK in a bundle", () => {
  const all = cases();
  let text: string;
  let bytes: number;

  /** In Node, as the program computes it. */
  const expected = all.map(({ x, z, settings }) => gramBits(x, z, settings));

  before(async () => {
    const { outputFiles } = await build({
      entryPoints: [join(import.meta.dirname, "testing/bundle-entry.ts")],
      bundle: true,
      minify: true,
      write: false,
      platform: "browser",
      format: "iife",
      globalName: "bundle",
    });
    const [file] = outputFiles;
    text = file!.text;
    bytes = file!.contents.length;
  });

  test("is at most 60 kB minified, its WebAssembly included", () => {
    assert.ok(bytes <= mostBytes, `${bytes} bytes`);
    assert.ok(text.includes("AGFzbQ"));
  });

  test("needs nothing of Node and gives the bits of the program", () => {
    // A context without Node: what browsers have beside the language is handed in.
    const context: { bundle?: { readonly gramBits: typeof gramBits }; [name: string]: unknown } = {
      atob,
    };
    runInNewContext(text, context);
    const found = all.map(({ x, z, settings }) => context.bundle!.gramBits(x, z, settings));
    assert.deepEqual(JSON.parse(JSON.stringify(found)), expected);
  });

  test("gives the same bits in Chromium", {
    skip: withoutChromium,
  }, async () => {
    const browser = await startChromium();
    try {
      const page = await browser.newPage();
      page.on("pageerror", (error) => assert.fail(error));
      await page.setContent("<!doctype html><title>Bundle</title>");
      await page.addScriptTag({ content: text });
      const found = await page.evaluate((given) => {
        const { bundle } = globalThis as unknown as {
          readonly bundle: { readonly gramBits: typeof gramBits };
        };
        return given.map(({ x, z, settings }) => bundle.gramBits(x, z, settings));
      }, all);
      assert.deepEqual(found, expected);
    } finally {
      await browser.close();
    }
  });

  test("tells different settings apart, and would tell other bits", () => {
    const grams = expected.flat();
    assert.equal(new Set(grams).size, grams.length);
    assert.ok(grams.every((bits) => /^[0-9a-f]{16}( [0-9a-f]{16})*$/.test(bits)));
  });
});
