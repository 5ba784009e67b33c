import assert from "node:assert/strict";
import { test } from "node:test";
import { done, planned, selection } from "../../../analysis/testing/records.ts";
import { paperAccuracy } from "../../../reference/paper-table.ts";
import { frame } from "../../testing/inputs.ts";
import { answerOf } from "./answer.ts";
import { classificationClaims, paperClaim } from "./claims.ts";
import { classificationModel } from "./model.ts";

/** A model in which each method has so many of 100 test cases right on each data set. */
function modelOf(
  datasets: readonly string[],
  right: Readonly<Record<string, (dataset: string) => number>>,
) {
  const tasks = datasets.flatMap((dataset) =>
    Object.keys(right).map((method) => ({ dataset, method })),
  );
  const testLabels = Array.from({ length: 100 }, (_, i) => i % 2);
  return classificationModel({
    ...frame,
    planned: tasks.map(({ dataset, method }) => planned(dataset, method, method.toUpperCase())),
    records: tasks.map(({ dataset, method }) => {
      const correct = right[method]!(dataset);
      const recorded = [{ candidate: 0, testCorrect: correct }];
      const ties = { count: 1, recorded };
      const test = { ...selection().test, correct };
      return done(dataset, method, { testLabels, selections: [selection({ ties, test })] });
    }),
  });
}

/** Data sets on which the paper's own numbers have the RNTK ahead of the RBF kernel. */
const archive = ["Trace", "Car", "Lightning7", "UMD", "ECG200", "GunPoint", "Plane", "Beef"].filter(
  (name) => paperAccuracy(name, "rntk")!.percent > paperAccuracy(name, "rbf")!.percent,
);

test("the claim is reproduced where the RNTK leads by mean and significantly, and the page begins with it", () => {
  const model = modelOf(archive, {
    rntk: (name) => 90 + archive.indexOf(name),
    rbf: () => 60,
  });
  assert.equal(paperClaim(model)!.verdict, "agrees");
  assert.match(
    answerOf(model),
    /^The paper's claim that the RNTK does better than RBF is reproduced on \d data sets: its mean test accuracy is first of 2, 9\d\.\d\d % against RBF 60\.00 \(the paper's numbers on the same: .* % against RBF .*\); by mean rank \(ties share the mean\) RNTK is first with 1\.00, significantly ahead of RBF 2\.00 \(Wilcoxon-Holm at 0\.05\)\.$/,
  );
  assert.deepEqual(
    classificationClaims(model).map(({ verdict }) => verdict),
    ["agrees", "agrees", "agrees"],
  );
});

test("a lead that may be chance reproduces the claim in part, and a lead of another not at all", () => {
  const alone = archive[0]!;
  const byChance = modelOf(archive, {
    rntk: (name) => (name === alone ? 95 : 60),
    rbf: (name) => (name === alone ? 60 : 61),
  });
  assert.equal(paperClaim(byChance)!.verdict, "agrees in part");
  assert.match(answerOf(byChance), /is reproduced in part on/);
  const behind = modelOf(archive, { rntk: () => 60, rbf: () => 70 });
  assert.equal(paperClaim(behind)!.verdict, "disagrees");
  assert.match(
    answerOf(behind),
    /is not reproduced on .* is second of 2, 60\.00 % against RBF 70\.00/,
  );
  assert.deepEqual(
    classificationClaims(behind).map(({ verdict }) => verdict),
    ["disagrees", "disagrees", "disagrees"],
  );
});

test("nothing is claimed of the paper where it has no numbers, no RNTK, or no lead itself", () => {
  const rivals = { rntk: () => 60, rbf: () => 70 };
  assert.equal(paperClaim(modelOf(["mine", "other"], rivals)), undefined);
  assert.equal(paperClaim(modelOf([...archive, "mine"], rivals)), undefined);
  assert.equal(paperClaim(modelOf(archive, { ntk: () => 60, rbf: () => 70 })), undefined);
  assert.deepEqual(classificationClaims(modelOf(["mine", "other"], rivals)), []);
});

test("for data that is not the paper's, the answer is who leads, by how much, and what the test says", () => {
  const own = ["one", "two", "three"];
  assert.equal(
    answerOf(modelOf(own, { rntk: () => 60, rbf: () => 70, ntk: () => 50 })),
    "RBF has the best mean test accuracy over 3 data sets: 70.00 %, 10.00 points ahead of RNTK 60.00, then NTK 50.00; by mean rank (ties share the mean) RBF is first with 1.00, but the lead on RNTK 2.00 and NTK 3.00 is not significant (Wilcoxon-Holm at 0.05).",
  );
  assert.equal(
    answerOf(modelOf(own, { rntk: () => 60, rbf: () => 60 })),
    "RNTK and RBF share the best mean test accuracy over 3 data sets: 60.00 %; by mean rank (ties share the mean) no method is ahead.",
  );
  assert.equal(
    answerOf(modelOf(["one"], { rntk: () => 60, rbf: () => 61 })),
    "RBF has the best mean test accuracy over one: 61.00 %, 1.00 points ahead of RNTK 60.00. One data set is too few to tell whether that is significant.",
  );
});
