import assert from "node:assert/strict";
import { test } from "node:test";
import { didYouMean, nearest, orAllOf } from "./nearest.ts";

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

test("a wrong name is answered with the nearest, or with all that there are", () => {
  assert.equal(orAllOf("rtnk", ["rntk", "rbf"]), '; did you mean "rntk"?');
  assert.equal(orAllOf("something", ["rntk", "rbf"]), "; it has rntk, rbf");
});
