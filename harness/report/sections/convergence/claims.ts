import type { AngleCurve, Approach, ConvergenceResults } from "../../../analysis/convergence.ts";
import { decimalText } from "../../format.ts";
import { type Claim, gradedVerdict } from "../../page/claims.tsx";

/** How far a fitted slope may lie from the theory's -1/2. */
const slopeTolerance = 0.1;

function isHalf({ result }: Approach): boolean {
  return Math.abs(result.slope + 0.5) <= slopeTolerance;
}

function angleClaim({ result, width, covered, means }: AngleCurve): Claim {
  const gap = Math.max(...means.map(({ mean }, a) => Math.abs(mean - result.limit[a]!)));
  return {
    paper: "The empirical tangent kernels of networks of width 1000 lie around the limit curve.",
    here: `The mean of ${result.networks.length} networks of width ${width} is nowhere further than ${decimalText(gap, 3)} from the limit, and within two standard errors of it at ${Math.round(100 * covered)} % of the angles.`,
    // the angles of one network move together, so that a few networks can leave a stretch uncovered
    verdict: gradedVerdict(covered >= 0.75, covered >= 0.4),
  };
}

function rateClaim(approaches: readonly Approach[]): Claim {
  const right = approaches.filter(isHalf);
  const slopes = approaches.map(({ label, result }) => `${label} ${decimalText(result.slope, 3)}`);
  return {
    paper: "The distance to the limit shrinks as 1/√n (slope −1/2 on logarithmic axes).",
    here: `Fitted slopes: ${slopes.join("; ")}; ${right.length} of ${approaches.length} within ${slopeTolerance} of −1/2.`,
    verdict: gradedVerdict(right.length === approaches.length, right.length > 0),
  };
}

/** The paper's findings on convergence beside those of the records. */
export function convergenceClaims({ angle, approaches }: ConvergenceResults): Claim[] {
  return [
    ...(angle === undefined ? [] : [angleClaim(angle)]),
    ...(approaches.length === 0 ? [] : [rateClaim(approaches)]),
  ];
}

/** The outcome in a sentence. */
export function convergenceAnswer({ approaches }: ConvergenceResults): string {
  if (approaches.length === 0) return "No kind of network has been measured yet.";
  const slopes = approaches.map(({ result }) => result.slope);
  const range =
    slopes.length === 1
      ? `slope ${decimalText(slopes[0], 3)}`
      : `slopes ${decimalText(Math.max(...slopes), 3)} to ${decimalText(Math.min(...slopes), 3)}`;
  return approaches.every(isHalf)
    ? `Tangent kernels of finite networks approach the RNTK at the rate 1/√n: ${range} on logarithmic axes, where the theory has −1/2.`
    : `Not every kind of network approaches the RNTK at the rate 1/√n: ${range} on logarithmic axes, where the theory has −1/2.`;
}
