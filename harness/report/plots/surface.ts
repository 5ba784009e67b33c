import type { TopLevelSpec } from "vega-lite";
import { resultKey } from "../../analysis/classification.ts";
import { referenceMethod } from "../../analysis/reference-method.ts";
import { axesOf, type Surface, validationSurface, widestAxes } from "../../analysis/surface.ts";
import type { Figure } from "../figure.ts";
import { neutrals, surfaceRamp } from "../theme.ts";
import type { Plot } from "./plot.ts";

function specOf({ across, down, percents }: Surface, chosen: number): TopLevelSpec {
  const values = Array.from(percents, (percent, cell) => ({
    across: across.values[cell % across.values.length],
    down: down.values[Math.floor(cell / across.values.length)],
    percent,
  })).filter(({ percent }) => !Number.isNaN(percent));
  // Of a value whose candidates all diverged there is no cell, and its place stays.
  const [columns, lines] = [[...across.values], [...down.values]];
  const x = {
    field: "across",
    type: "ordinal",
    sort: columns,
    scale: { domain: columns },
    title: across.name,
    axis: { labelAngle: across.values.some((text) => text.length > 3) ? -90 : 0 },
  } as const;
  const y = {
    field: "down",
    type: "ordinal",
    sort: lines,
    scale: { domain: lines },
    title: down.name,
  } as const;
  return {
    width: { step: 24 },
    height: { step: 24 },
    layer: [
      {
        data: { values },
        mark: { type: "rect", stroke: neutrals.surface, strokeWidth: 1 },
        encoding: {
          x,
          y,
          color: {
            field: "percent",
            type: "quantitative",
            scale: { range: surfaceRamp, zero: false },
            legend: { title: "%", gradientLength: 140 },
          },
        },
      },
      {
        data: {
          values: [
            {
              across: across.values[across.indexOf(chosen)],
              down: down.values[down.indexOf(chosen)],
            },
          ],
        },
        mark: { type: "rect", fill: null, stroke: "#d4380d", strokeWidth: 2.5 },
        encoding: { x, y },
      },
    ],
  };
}

/** For every data set, validation accuracy of the reference method over its two widest axes. */
export const surfacePlot: Plot = {
  name: "surface",
  figures({ results }) {
    const method = referenceMethod(results.methods);
    return results.datasets.flatMap((dataset): Figure[] => {
      const result = method && results.results.get(resultKey(dataset, method.id));
      const selection = result?.selections[0];
      const axes = result && widestAxes(axesOf(result));
      if (method === undefined || selection === undefined || axes === undefined) return [];
      const surface = validationSurface(selection, axes[0], axes[1]);
      if (surface === undefined) return [];
      return [
        {
          id: `surface-${dataset}-${method.id}`,
          title: `${dataset}: validation accuracy of the ${method.label}`,
          subtitle: "Best over all other keys; the frame is what was chosen",
          caption: `Validation accuracy (fold seed ${selection.foldSeed}) by ${axes[0].name} and ${axes[1].name}, best over all other keys; the frame is what was chosen.`,
          spec: specOf(surface, selection.chosen),
        },
      ];
    });
  },
};
