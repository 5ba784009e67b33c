import type { AngleCurve } from "../../analysis/convergence.ts";
import type { Figure } from "../figure.ts";
import { shortNumber } from "../format.ts";
import { accents, neutrals } from "../theme.ts";
import { quantitative } from "./plot.ts";

const quarter = Math.PI / 2;

/** The curves of finite networks around the limit over the angle. */
export function anglePlot({ result, width, means }: AngleCurve): Figure {
  const { angles, limit, networks } = result;
  const kinds = [`${networks.length} networks of width ${width}`, "their mean", "limit (RNTK)"];
  const values = [
    ...networks.flatMap((curve, network) =>
      curve.map((kernel, a) => ({ kind: kinds[0], network, angle: angles[a], kernel })),
    ),
    ...means.map(({ mean }, a) => ({
      kind: kinds[1],
      network: -1,
      angle: angles[a],
      kernel: mean,
    })),
    ...limit.map((kernel, a) => ({ kind: kinds[2], network: -2, angle: angles[a], kernel })),
  ].map((value) => ({
    ...value,
    angle: shortNumber(value.angle!),
    kernel: shortNumber(value.kernel),
  }));
  const kind = { field: "kind", sort: kinds, title: null } as const;
  return {
    id: "angle",
    title: "Finite networks around the limit",
    caption: `Tangent kernel of x = (1, −1, 1) and x′ = (cos a, sin a) over the angle a: ${networks.length} networks of width ${width}, their mean, and the RNTK.`,
    spec: {
      width: 480,
      height: 300,
      data: { values },
      mark: { type: "line", interpolate: "linear" },
      encoding: {
        x: quantitative("angle", "Angle a", {
          scale: { domain: [0, shortNumber(4 * quarter)], nice: false },
          axis: {
            grid: false,
            values: [0, 1, 2, 3, 4].map((k) => shortNumber(k * quarter)),
            labelExpr: "['0', 'π/2', 'π', '3π/2', '2π'][round(datum.value / PI * 2)]",
          },
        }),
        y: { field: "kernel", type: "quantitative", title: "Kernel of x and x′" },
        detail: { field: "network" },
        color: {
          ...kind,
          scale: { domain: kinds, range: [neutrals.axis, accents[1]!, accents[0]!] },
          legend: { orient: "top", labelLimit: 300 },
        },
        strokeWidth: { ...kind, scale: { domain: kinds, range: [1, 2, 2.5] } },
        strokeDash: {
          ...kind,
          scale: {
            domain: kinds,
            range: [
              [1, 0],
              [5, 3],
              [1, 0],
            ],
          },
        },
      },
    },
  };
}
