import assert from "node:assert/strict";
import { test } from "node:test";
import { meanOf } from "../../analysis/mean.ts";
import type { Condition, RegressionResults } from "../../analysis/regression.ts";
import { curveOf } from "../../analysis/sensitivity.ts";
import { leadClaim, previousClaim } from "./regression/claims.ts";
import { sensitivityClaims } from "./sensitivity/claims.ts";

const methods = ["rntk", "rbf", "previous"].map((id) => ({ id, label: id.toUpperCase() }));

/** A condition in which the RNTK has `rntk` dB in each of two repetitions, RBF and PTS the others. */
function condition(span: number, rntk: number, rbf: number, previous: number): Condition {
  const outcome = (method: string, snr: number) => ({
    method,
    snr: meanOf([snr, snr]),
    behind: method === "rntk" ? undefined : meanOf([rntk - snr, rntk - snr]),
    result: { snr: [snr, snr], chosen: null },
  });
  return {
    dataset: `span-${span}`,
    span,
    train: 20,
    sigma: undefined,
    outcomes: [outcome("rntk", rntk), outcome("rbf", rbf), outcome("previous", previous)],
  };
}

function resultsOf(conditions: readonly Condition[]): RegressionResults {
  return { methods, reference: methods[0], conditions };
}

function leadVerdict(...conditions: Condition[]) {
  return leadClaim(resultsOf(conditions), { key: "span", conditions })?.verdict;
}

test("the lead agrees only where it is there at every T_var and grows", () => {
  assert.equal(leadVerdict(condition(0, 20, 19, 0), condition(10, 20, 15, 0)), "agrees");
  assert.equal(leadVerdict(condition(0, 20, 21, 0), condition(10, 20, 15, 0)), "agrees in part");
  assert.equal(leadVerdict(condition(0, 20, 15, 0), condition(10, 20, 19, 0)), "agrees in part");
  assert.equal(leadVerdict(condition(0, 20, 21, 0), condition(10, 20, 22, 0)), "disagrees");
  assert.equal(leadVerdict(condition(0, 20, 21, 0)), undefined);
});

test("the lead is against the best other kernel, not against the previous value", () => {
  const conditions = [condition(0, 20, 19, 30), condition(10, 20, 15, 30)];
  const claim = leadClaim(resultsOf(conditions), { key: "span", conditions });
  assert.match(claim!.here, /\+1\.00 ± 0\.00 dB on RBF at T_var = 0/);
});

test("the previous value has to win everywhere, with the RNTK next", () => {
  const verdict = (...conditions: Condition[]) => previousClaim(resultsOf(conditions))?.verdict;
  assert.equal(verdict(condition(0, 20, 19, 30)), "agrees");
  assert.equal(verdict(condition(0, 20, 19, 18)), "agrees in part");
  assert.equal(verdict(condition(0, 20, 21, 30)), "agrees in part");
  assert.equal(verdict(condition(0, 20, 21, 18)), "disagrees");
});

test("the claims on sensitivity follow from what each setting hears", () => {
  const flat = [0.1, 0.1, 0.1];
  const last = [0, 0, 1];
  const panel = (nonlinearity: string, curves: readonly (readonly number[])[]) => ({
    nonlinearity,
    parameter: "sigma-w",
    label: "σ_w",
    curves: curves.map((curve) => curveOf(Math.SQRT2, curve, [0, 0, 0])),
  });
  const verdicts = (relu: readonly number[], ...erf: (readonly number[])[]) =>
    sensitivityClaims([panel("relu", [relu]), panel("erf", erf)]).map(({ verdict }) => verdict);
  assert.deepEqual(verdicts(flat, last), ["agrees", "agrees"]);
  assert.deepEqual(verdicts(last, flat, last), ["disagrees", "agrees in part"]);
  assert.deepEqual(verdicts(last, flat), ["disagrees", "disagrees"]);
});
