import type { TopLevelSpec } from "vega-lite";
import type { SensitivityPanel } from "../../analysis/sensitivity.ts";
import { valueText } from "../../analysis/settings.ts";
import type { Figure } from "../figure.ts";
import { shortNumber } from "../format.ts";
import { accents } from "../theme.ts";
import { quantitative } from "./plot.ts";

const nonlinearityNames: Readonly<Record<string, string>> = { relu: "ReLU", erf: "erf" };

/** ReLU or erf. */
export function nonlinearityName(id: string): string {
  return nonlinearityNames[id] ?? id;
}

/** The smallest sensitivity that is drawn: a millionth. */
const floor = 1e-6;

const columns = 4;
const panelWidth = 190;
const panelHeight = 140;

const dashes = [
  [1, 0],
  [6, 2],
  [2, 2],
  [8, 2, 2, 2],
  [4, 4],
];

function panelSpec({ nonlinearity, label, curves }: SensitivityPanel, index: number) {
  const names = curves.map(({ value }) => valueText(value));
  const values = curves.flatMap(({ value, sensitivity }) =>
    sensitivity.map((s, t) => ({
      value: valueText(value),
      step: t + 1,
      s: shortNumber(Math.max(s, floor / 10)),
    })),
  );
  const byValue = { field: "value", sort: names, title: null } as const;
  return {
    title: { text: `${nonlinearityName(nonlinearity)}, ${label} varied`, fontSize: 12, offset: 4 },
    width: panelWidth,
    height: panelHeight,
    data: { values },
    mark: { type: "line", clip: true, strokeWidth: 1.75 },
    encoding: {
      x: quantitative("step", "Time step t", {
        scale: { nice: false },
        axis: { grid: false, tickCount: 4 },
      }),
      y: quantitative("s", index % columns === 0 ? "Sensitivity s(t)" : null, {
        scale: { type: "log", domain: [floor, 3], nice: false },
        axis: {
          values: [1e-6, 1e-4, 1e-2, 1],
          labelExpr: "format(datum.value, datum.value < 0.001 ? '~e' : '~r')",
        },
      }),
      color: {
        ...byValue,
        scale: { domain: names, range: accents.slice(0, names.length) },
        legend: {
          orient: "bottom",
          columns: 5,
          columnPadding: 6,
          labelFontSize: 11,
          symbolSize: 120,
          symbolType: "stroke",
          offset: 4,
        },
      },
      strokeDash: {
        ...byValue,
        scale: { domain: names, range: names.map((_, i) => dashes[i % dashes.length]!) },
      },
    },
  } as const;
}

/** s(t) as one scale varies: a row a nonlinearity, a column a scale. */
export function sensitivityPlot(panels: readonly SensitivityPanel[]): Figure {
  const rows = [...new Set(panels.map(({ nonlinearity }) => nonlinearity))];
  const spec = {
    concat: panels.map(panelSpec),
    columns,
    // Plots stand in a grid whatever the widths of their legends; the gaps hold axes and legends.
    bounds: "flush",
    spacing: { row: 104, column: 52 },
    resolve: { scale: { color: "independent", strokeDash: "independent" } },
  } as unknown as TopLevelSpec;
  return {
    id: "sensitivity",
    title: "Sensitivity of the RNTK to each time step",
    caption: `How much the kernel changes when step t is drawn anew, relative to its size, as one scale of the weights varies and the others keep their base; ${rows.map(nonlinearityName).join(" above, ")} below. Logarithmic; what lies below a millionth is cut.`,
    spec,
  };
}
