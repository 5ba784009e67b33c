import { readDailySeries, seriesChecksum } from "../../data/daily-series.ts";
import { HarnessError } from "../../errors.ts";
import { defineExperiment } from "../define-experiment.ts";
import type { ExpandContext, Task } from "../experiment.ts";
import { atSizes } from "../sizes.ts";
import { type StockConfig, stockSchema } from "./config.ts";
import { taskBytes, taskSeconds, taskStages } from "./cost.ts";
import { type Condition, tasksOf } from "./methods.ts";
import { regressionResultSchema } from "./result.ts";
import { runRegression } from "./run.ts";
import type { Scale } from "./signal-to-noise.ts";
import type { RegressionTask } from "./task.ts";
import { units } from "./units.ts";
import type { Signal } from "./windows.ts";

/** The units in which kernels see the series. */
function scaleOf(train: readonly number[], rule: StockConfig["series"]["scale"]): Scale {
  if (rule === "none") return { offset: 0, factor: 1 };
  if (rule === "train-max") return { offset: 0, factor: Math.max(...train.map(Math.abs)) || 1 };
  const mean = train.reduce((sum, value) => sum + value, 0) / train.length;
  const squares = train.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  return { offset: mean, factor: Math.sqrt(squares / train.length) || 1 };
}

function expand(
  given: StockConfig,
  { sizes, base, series: flag }: ExpandContext,
): Task<RegressionTask>[] {
  const config = atSizes(given, sizes);
  const { train, trains, trainsSpan, test, repetitions, shortest, spans, seed } = config;
  const { days, trainDays, scale: rule } = config.series;
  const file = flag?.file ?? config.series.file;
  const column = flag?.column ?? config.series.column;
  const series = readDailySeries(file, column, flag === undefined ? base : ".");
  if (series.values.length < days) {
    throw new HarnessError(
      "data",
      `${file} has ${series.values.length} values, the experiment takes ${days} (series.days)`,
    );
  }
  const longest = shortest + Math.max(...spans, trainsSpan);
  for (const [name, room] of [
    ["training", trainDays],
    ["test", days - trainDays],
  ] as const) {
    if (room > longest) continue;
    throw new HarnessError(
      "config",
      `windows of up to ${longest} days and the value after them do not fit into ${room} ${name} days`,
      "see series.days, series.trainDays and spans",
    );
  }
  const own = series.values.slice(-days);
  const ownDays = series.days.slice(-days);
  const scale = scaleOf(own.slice(0, trainDays), rule);
  const values = own.map((value) => (value - scale.offset) / scale.factor);
  const identity = {
    name: series.name,
    column,
    first: ownDays[0]!,
    last: ownDays[days - 1]!,
    checksum: seriesChecksum(own),
    trainDays,
    scale: rule,
  };
  const sweeps = [
    ...spans.map((span) => ({ span, count: train })),
    ...trains.map((count) => ({ span: trainsSpan, count })),
  ];
  const signal: Signal = { kind: "series", values, trainDays };
  const conditions = sweeps.map(({ span, count }): Condition => {
    const cut = { train: count, test, shortest, span };
    const task = { signal, scale, cut, seed, repetitions };
    return { dataset: `${series.name}-span-${span}-train-${count}`, signal: identity, task };
  });
  return tasksOf("stock", conditions, config);
}

/** The next value of a daily series from windows of different lengths. */
export const stock = defineExperiment({
  name: "stock",
  label: "Stock values",
  schema: stockSchema,
  result: regressionResultSchema,
  expand,
  units,
  run: runRegression,
  nominalSeconds: taskSeconds,
  workerBytes: taskBytes,
  stages: taskStages,
});
