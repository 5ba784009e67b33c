import {
  type AngleResult,
  convergenceResultSchema,
  type GramResult,
} from "../experiments/convergence/result.ts";
import { exp, log } from "../math/elementary.ts";
import type { HarnessRecord } from "../store/record.ts";
import type { ReportedTask } from "./classification.ts";
import { type MeanEstimate, meanOf } from "./mean.ts";
import { parsedResults } from "./parsed-results.ts";

/** The distance of one kind of network to the limit. */
export interface Approach {
  readonly method: string;
  readonly label: string;
  readonly result: GramResult;
  /** Mean distance at each width. */
  readonly means: readonly MeanEstimate[];
  /** The fitted power law at each width. */
  readonly fitted: readonly number[];
}

/** The curve over the angle, with how the networks lie around it. */
export interface AngleCurve {
  readonly result: AngleResult;
  readonly width: number;
  /** Mean of the networks at each angle. */
  readonly means: readonly MeanEstimate[];
  /** Fraction of the angles at which the limit lies within two standard errors of that mean. */
  readonly covered: number;
}

export interface ConvergenceResults {
  readonly angle: AngleCurve | undefined;
  /** In the order of the plan. */
  readonly approaches: readonly Approach[];
}

function angleCurve(result: AngleResult, width: number): AngleCurve {
  const means = result.angles.map((_, a) => meanOf(result.networks.map((network) => network[a]!)));
  const within = means.filter(
    ({ mean, standardError }, a) => Math.abs(mean - result.limit[a]!) <= 2 * standardError,
  );
  return { result, width, means, covered: within.length / means.length };
}

/** What the records of the convergence experiment say. */
export function convergenceResults(
  records: readonly HarnessRecord[],
  planned: readonly ReportedTask[],
): ConvergenceResults {
  const parsed = parsedResults(records, convergenceResultSchema);
  const of = (task: ReportedTask) =>
    parsed.find(({ record }) => record.dataset === task.dataset && record.method === task.method);
  let angle: AngleCurve | undefined;
  const approaches: Approach[] = [];
  for (const task of planned) {
    const found = of(task);
    if (found === undefined) continue;
    const { record, result } = found;
    if (result.part === "angle") {
      angle = angleCurve(result, Number(record.task.width));
      continue;
    }
    const { widths, distances, slope, intercept } = result;
    approaches.push({
      method: task.method,
      label: task.label,
      result,
      means: distances.map(meanOf),
      fitted: widths.map((width) => exp(intercept + slope * log(width))),
    });
  }
  return { angle, approaches };
}
