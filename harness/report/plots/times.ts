import type { TopLevelSpec } from "vega-lite";
import type { Figure } from "../figure.ts";
import { decimalText } from "../format.ts";
import { accents } from "../theme.ts";

/** What a task took on this machine. */
export interface TaskTime {
  readonly dataset: string;
  readonly label: string;
  /** Seconds of workers by stage, such as `search`. */
  readonly seconds: Readonly<Record<string, number>>;
  readonly workers: number;
  readonly node: string;
  readonly processor: string;
  readonly cores: number;
  /** Of the run so far, when the task was finished. */
  readonly peakMegabytes: number;
}

/** Seconds of every method, stacked by stage. */
export function timesFigure(times: readonly TaskTime[], stages: readonly string[]): Figure {
  const methods = [...new Set(times.map(({ label }) => label))];
  const values = methods.flatMap((method) =>
    stages.map((stage, order) => {
      const own = times.filter(({ label }) => label === method);
      const seconds = own.reduce((sum, task) => sum + (task.seconds[stage] ?? 0), 0);
      return {
        method,
        stage,
        order,
        seconds,
        description: `${method}, ${stage}: ${decimalText(seconds, 1)} s`,
      };
    }),
  );
  const spec: TopLevelSpec = {
    data: { values },
    width: 420,
    height: { step: 34 },
    mark: { type: "bar", aria: true },
    encoding: {
      y: {
        field: "method",
        type: "nominal",
        sort: methods,
        title: null,
        axis: { domain: false, ticks: false, labelFontSize: 12 },
      },
      x: { field: "seconds", type: "quantitative", title: "Seconds of one worker" },
      color: {
        field: "stage",
        type: "nominal",
        scale: { domain: [...stages], range: accents.slice(0, stages.length) },
        legend: { title: null, orient: "top", direction: "horizontal" },
      },
      order: { field: "order" },
      description: { field: "description" },
    },
  };
  return {
    id: "time",
    title: "Time by method and stage",
    caption: "Seconds of processor time of the workers, summed over the data sets.",
    spec,
  };
}
