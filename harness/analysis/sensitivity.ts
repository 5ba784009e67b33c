import { sensitivityResultSchema } from "../experiments/sensitivity/result.ts";
import type { HarnessRecord } from "../store/record.ts";
import type { ReportedTask } from "./classification.ts";
import { parsedResults } from "./parsed-results.ts";

/** Which time steps a setting listens to. */
export type Hearing = "all steps" | "the first steps" | "the last steps" | "some steps";

/** s(t) of one setting. */
export interface SensitivityCurve {
  readonly value: number;
  readonly sensitivity: readonly number[]; // (T)
  readonly errors: readonly number[]; // (T)
  /** (Σ s)² / (T Σ s²): 1 where all steps weigh alike, 1/T where one has all the weight. */
  readonly evenness: number;
  /** Fraction of Σ s that the first and the last third of the steps have. */
  readonly firstThird: number;
  readonly lastThird: number;
  readonly hearing: Hearing;
}

/** The curves of one varied scale. */
export interface SensitivityPanel {
  readonly nonlinearity: string;
  readonly parameter: string;
  readonly label: string;
  readonly curves: readonly SensitivityCurve[];
}

/** From this evenness on a setting weighs all steps about alike. */
const evenEnough = 0.75;
/** With this fraction of the weight in a third of the steps a setting hears that third. */
const mostOfIt = 2 / 3;

function hearingOf(evenness: number, firstThird: number, lastThird: number): Hearing {
  if (evenness >= evenEnough) return "all steps";
  if (firstThird >= mostOfIt) return "the first steps";
  if (lastThird >= mostOfIt) return "the last steps";
  return "some steps";
}

/** Measures of one curve. A curve of zeros hears nothing: its fractions are 0. */
export function curveOf(
  value: number,
  sensitivity: readonly number[],
  errors: readonly number[],
): SensitivityCurve {
  const sum = (values: readonly number[]) => values.reduce((total, s) => total + s, 0);
  const T = sensitivity.length;
  const third = Math.ceil(T / 3);
  const total = sum(sensitivity);
  const fraction = (values: readonly number[]) => (total > 0 ? sum(values) / total : 0);
  const squares = sum(sensitivity.map((s) => s * s));
  const evenness = squares > 0 ? (total * total) / (T * squares) : 0;
  const firstThird = fraction(sensitivity.slice(0, third));
  const lastThird = fraction(sensitivity.slice(T - third));
  const hearing = hearingOf(evenness, firstThird, lastThird);
  return { value, sensitivity, errors, evenness, firstThird, lastThird, hearing };
}

/** The panels of the records, in the order of the plan. */
export function sensitivityPanels(
  records: readonly HarnessRecord[],
  planned: readonly ReportedTask[],
): SensitivityPanel[] {
  const parsed = parsedResults(records, sensitivityResultSchema);
  return planned.flatMap(({ dataset, method, label }) => {
    const found = parsed.find(
      ({ record }) => record.dataset === dataset && record.method === method,
    );
    if (found === undefined) return [];
    const { values, sensitivity, errors } = found.result;
    return [
      {
        nonlinearity: dataset,
        parameter: method,
        label,
        curves: values.map((value, v) => curveOf(value, sensitivity[v]!, errors[v]!)),
      },
    ];
  });
}
