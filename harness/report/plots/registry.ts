import { accuracyPlot } from "./accuracy.ts";
import { criticalDifferencePlot } from "./critical-difference.ts";
import type { Plot } from "./plot.ts";
import { ranksPlot } from "./ranks.ts";
import { scatterPlot } from "./scatter.ts";
import { sizesPlot } from "./sizes.ts";
import { surfacePlot } from "./surface.ts";

/** Every plot of the classification results, in the order of the report. */
export const plots: readonly Plot[] = [
  accuracyPlot,
  criticalDifferencePlot,
  scatterPlot,
  ranksPlot,
  sizesPlot,
  surfacePlot,
];
