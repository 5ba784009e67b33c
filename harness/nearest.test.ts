import assert from "node:assert/strict";
import { test } from "node:test";
import { didYouMean, nearest } from "./nearest.ts";

test("the nearest word is found across a slip, a swap and a change of case", () => {
  const words = ["sigmaW", "sigmaU", "nonlinearity", "layers"];
  assert.equal(nearest("nonlinearty", words), "nonlinearity");
  assert.equal(nearest("layesr", words), "layers");
  assert.equal(nearest("sigmaw", words), "sigmaW");
});

test("a word that resembles none gives none", () => {
  assert.equal(nearest("bandwidth", ["C", "folds"]), undefined);
  assert.equal(nearest("x", []), undefined);
  assert.equal(didYouMean("bandwidth", ["C"]), "");
});
