import { halfWidth95, type MeanEstimate } from "../../../analysis/mean.ts";
import type {
  Condition,
  MethodOutcome,
  RegressionResults,
  Sweep,
} from "../../../analysis/regression.ts";
import { counted, decimalText, signedText } from "../../format.ts";
import { labelsOf } from "../../labels.ts";
import { type Claim, gradedVerdict } from "../../page/claims.tsx";

const baseline = "previous";

/** `+1.23 ± 0.10 dB` */
function leadText({ mean, standardError }: MeanEstimate): string {
  return `${signedText(mean)} ± ${decimalText(halfWidth95 * standardError, 2)} dB`;
}

/** The other kernel that comes closest to the reference, or passes it. */
function closest({ outcomes }: Condition): (MethodOutcome & { behind: MeanEstimate }) | undefined {
  const rivals = outcomes.flatMap((outcome) =>
    outcome.behind === undefined || outcome.method === baseline
      ? []
      : [{ ...outcome, behind: outcome.behind }],
  );
  return rivals.sort((a, b) => a.behind.mean - b.behind.mean)[0];
}

function isClear({ mean, standardError }: MeanEstimate): boolean {
  return mean > halfWidth95 * standardError;
}

interface Rivalry {
  readonly condition: Condition;
  readonly rival: MethodOutcome & { behind: MeanEstimate };
}

function rivalries(conditions: readonly Condition[]): Rivalry[] {
  return conditions.flatMap((condition) => {
    const rival = closest(condition);
    return rival === undefined ? [] : [{ condition, rival }];
  });
}

/** The RNTK against the best other kernel over T_var. */
export function leadClaim(results: RegressionResults, sweep: Sweep | undefined): Claim | undefined {
  const pairs = rivalries(sweep?.conditions ?? []);
  const [first, last] = [pairs[0], pairs.at(-1)];
  if (first === undefined || last === undefined || first === last) return undefined;
  const label = labelsOf(results.methods);
  const won = pairs.filter(({ rival }) => isClear(rival.behind)).length;
  const grows = pairs.every(
    ({ rival }, i) => i === 0 || rival.behind.mean > pairs[i - 1]!.rival.behind.mean,
  );
  const leads = pairs.map(
    ({ condition, rival }) =>
      `${leadText(rival.behind)} on ${label(rival.method)} at T_var = ${condition.span}`,
  );
  return {
    paper: "The RNTK is the best kernel, and its lead grows with T_var.",
    here: `${label(results.reference!.id)} leads clearly at ${won} of ${pairs.length} values of T_var, and its lead on the next kernel ${grows ? "grows throughout" : last.rival.behind.mean > first.rival.behind.mean ? "grows, though not at every step" : "does not grow"}: ${leads.join(", ")}.`,
    verdict: gradedVerdict(won === pairs.length && grows, won > 0 || grows),
  };
}

/** The previous value against all kernels, the RNTK nearest to it. */
export function previousClaim(results: RegressionResults): Claim | undefined {
  const ranked = results.conditions.flatMap(({ outcomes }) => {
    const order = [...outcomes].sort((a, b) => b.snr.mean - a.snr.mean).map(({ method }) => method);
    return order.includes(baseline) && order.length > 1 ? [order] : [];
  });
  if (ranked.length === 0) return undefined;
  const first = ranked.filter((order) => order[0] === baseline).length;
  const second = ranked.filter(
    (order) => order.filter((method) => method !== baseline)[0] === results.reference?.id,
  ).length;
  return {
    paper: "The previous value (PTS) beats every kernel, and the RNTK comes closest to it.",
    here: `The previous value is best under ${first} of ${counted(ranked.length, "condition")}; of the kernels ${results.reference!.label} is best under ${second}.`,
    verdict: gradedVerdict(first === ranked.length && second === ranked.length, first + second > 0),
  };
}

/** The kernels in the order of their mean SNR under one condition, and the previous value. */
function standing(results: RegressionResults, { span, outcomes }: Condition): string {
  const label = labelsOf(results.methods);
  const text = ({ method, snr }: MethodOutcome) => `${label(method)} ${decimalText(snr.mean, 1)}`;
  const [first, ...others] = outcomes
    .filter(({ method }) => method !== baseline)
    .sort((a, b) => b.snr.mean - a.snr.mean);
  if (first === undefined) return "";
  const previous = outcomes.find(({ method }) => method === baseline);
  const rest = others.length === 0 ? "" : `, then ${others.map(text).join(", ")}`;
  const against = previous === undefined ? "" : `; ${text(previous)}`;
  return `At T_var = ${span} the order of the kernels is ${text(first)} dB${rest}${against}.`;
}

/** The outcome in two sentences: windows of one length, and of lengths that differ most. */
export function regressionAnswer(results: RegressionResults, sweep: Sweep | undefined): string {
  const ends = [sweep?.conditions[0], sweep?.conditions.at(-1)].filter((end) => end !== undefined);
  if (ends.length === 0) return "No sweep has two conditions yet.";
  return ends.map((condition) => standing(results, condition)).join(" ");
}
