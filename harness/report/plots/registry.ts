import { accuracyPlot } from "./accuracy.ts";
import type { Plot } from "./plot.ts";
import { scatterPlot } from "./scatter.ts";
import { surfacePlot } from "./surface.ts";

/** Every plot of the classification results, in the order of the report. */
export const plots: readonly Plot[] = [accuracyPlot, scatterPlot, surfacePlot];
