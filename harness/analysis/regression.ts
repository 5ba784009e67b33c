import { z } from "zod";
import { type RegressionResult, regressionResultSchema } from "../experiments/regression/result.ts";
import type { HarnessRecord } from "../store/record.ts";
import type { NamedMethod, ReportedTask } from "./classification.ts";
import { type MeanEstimate, meanOf } from "./mean.ts";
import { parsedResults } from "./parsed-results.ts";

/** What a definition says of its condition. */
const conditionSchema = z.object({
  cut: z.object({ train: z.number(), span: z.number() }),
  signal: z.object({ sigma: z.number().optional() }),
});

/** SNR of one method under one condition. */
export interface MethodOutcome {
  readonly method: string;
  readonly snr: MeanEstimate;
  /** Lead of the reference method over this one in the same repetitions; none for itself. */
  readonly behind: MeanEstimate | undefined;
  readonly result: RegressionResult;
}

/** All methods under one condition. */
export interface Condition {
  readonly dataset: string;
  /** T_var. */
  readonly span: number;
  /** Training windows. */
  readonly train: number;
  /** Standard deviation of the noise, where it is known. */
  readonly sigma: number | undefined;
  /** In the order of the plan; those that have a record. */
  readonly outcomes: readonly MethodOutcome[];
}

export type SweepKey = "span" | "train" | "sigma";

/** Conditions that differ in one number alone, ascending. */
export interface Sweep {
  readonly key: SweepKey;
  readonly conditions: readonly Condition[];
}

export interface RegressionResults {
  readonly methods: readonly NamedMethod[];
  /** The method whose lead is measured: the RNTK, or else the first. */
  readonly reference: NamedMethod | undefined;
  readonly conditions: readonly Condition[];
}

function outcomesOf(
  tasks: readonly ReportedTask[],
  results: ReadonlyMap<string, RegressionResult>,
  reference: string | undefined,
): MethodOutcome[] {
  const base = reference === undefined ? undefined : results.get(reference);
  return tasks.flatMap(({ method }) => {
    const result = results.get(method);
    if (result === undefined) return [];
    const leads =
      base === undefined || method === reference
        ? undefined
        : base.snr.map((value, r) => value - result.snr[r]!);
    return [
      {
        method,
        result,
        snr: meanOf(result.snr),
        behind: leads === undefined ? undefined : meanOf(leads),
      },
    ];
  });
}

/** What the records of a regression experiment say. */
export function regressionResults(
  records: readonly HarnessRecord[],
  planned: readonly ReportedTask[],
): RegressionResults {
  const parsed = parsedResults(records, regressionResultSchema);
  const methods = new Map(planned.map(({ method, label }) => [method, { id: method, label }]));
  const reference = methods.get("rntk") ?? [...methods.values()][0];
  const conditions = [...new Set(planned.map(({ dataset }) => dataset))].flatMap((dataset) => {
    const own = parsed.filter(({ record }) => record.dataset === dataset);
    if (own.length === 0) return [];
    const { cut, signal } = conditionSchema.parse(own[0]!.record.task);
    const results = new Map(own.map(({ record, result }) => [record.method, result]));
    const tasks = planned.filter((task) => task.dataset === dataset);
    return [
      {
        dataset,
        span: cut.span,
        train: cut.train,
        sigma: signal.sigma,
        outcomes: outcomesOf(tasks, results, reference?.id),
      },
    ];
  });
  return { methods: [...methods.values()], reference, conditions };
}

/** The most conditions that differ in `key` alone; `undefined` where there are fewer than two. */
export function sweepOver(conditions: readonly Condition[], key: SweepKey): Sweep | undefined {
  const groups = new Map<string, Condition[]>();
  for (const condition of conditions) {
    const { span, train, sigma } = condition;
    const others = JSON.stringify({ span, train, sigma, [key]: undefined });
    groups.set(others, [...(groups.get(others) ?? []), condition]);
  }
  const [largest] = [...groups.values()].sort((a, b) => b.length - a.length);
  if (largest === undefined || largest.length < 2) return undefined;
  return { key, conditions: [...largest].sort((a, b) => (a[key] ?? 0) - (b[key] ?? 0)) };
}
