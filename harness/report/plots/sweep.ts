import type { NamedMethod } from "../../analysis/classification.ts";
import { halfWidth95 } from "../../analysis/mean.ts";
import type { Sweep, SweepKey } from "../../analysis/regression.ts";
import type { Figure } from "../figure.ts";
import { counted, decimalText, shortNumber } from "../format.ts";
import { neutrals } from "../theme.ts";
import { methodScales, quantitative } from "./plot.ts";

const axes: Readonly<Record<SweepKey, { title: string; words: string; scale: "linear" | "log" }>> =
  {
    span: {
      title: "Spread of the lengths, T_var",
      words: "the spread of the lengths",
      scale: "linear",
    },
    train: { title: "Training windows", words: "the number of training windows", scale: "linear" },
    sigma: { title: "Standard deviation of the noise", words: "the noise", scale: "log" },
  };

/** The styles of the methods; the previous value, which learns nothing, is grey and dashed. */
function scalesOf(methods: readonly NamedMethod[]) {
  const { color, shape } = methodScales(methods);
  const isBaseline = methods.map(({ id }) => id === "previous");
  const range = color.range.map((own, m) => (isBaseline[m] ? neutrals.muted : own));
  const dash = { domain: color.domain, range: isBaseline.map((it) => (it ? [5, 3] : [1, 0])) };
  return { color: { ...color, range }, shape, dash };
}

/** SNR of every method over one sweep, with 95 % confidence bands of the means. */
export function sweepPlot({ key, conditions }: Sweep, methods: readonly NamedMethod[]): Figure {
  const { title: axisTitle, words, scale } = axes[key];
  const labels = new Map(methods.map(({ id, label }) => [id, label]));
  const values = conditions.flatMap((condition) =>
    condition.outcomes.map(({ method, snr: { mean, standardError } }) => ({
      method: labels.get(method)!,
      at: condition[key]!,
      snr: shortNumber(mean),
      low: shortNumber(mean - halfWidth95 * standardError),
      high: shortNumber(mean + halfWidth95 * standardError),
      description: `${labels.get(method)}, ${words} ${condition[key]}: ${decimalText(mean, 2)} dB`,
    })),
  );
  const { color, shape, dash } = scalesOf(methods);
  const repetitions = Math.max(
    ...conditions.flatMap(({ outcomes }) => outcomes.map(({ snr }) => snr.count)),
  );
  const title = `Signal-to-noise ratio against ${words}`;
  const x = quantitative("at", axisTitle, {
    scale: { type: scale, nice: false, padding: 12, ...(scale === "log" ? {} : { zero: false }) },
    axis: {
      grid: false,
      values: conditions.map((condition) => condition[key]!),
      format: "~r",
    },
  });
  const legend = {
    title: null,
    orient: "top",
    direction: "horizontal",
    columns: 3,
    symbolOpacity: 1,
  } as const;
  const y = quantitative("snr", "SNR (dB)", {
    scale: { zero: false },
  });
  const byMethod = { field: "method", type: "nominal", sort: color.domain, title: null } as const;
  return {
    id: `snr-${key}`,
    title,
    caption: `${title}: means over ${counted(repetitions, "repetition")} with 95 % confidence bands. Higher is better.`,
    spec: {
      width: 360,
      height: 260,
      data: { values },
      layer: [
        {
          mark: { type: "area", opacity: 0.18 },
          encoding: {
            x,
            y: { ...y, field: "low" },
            y2: { field: "high" },
            color: { ...byMethod, scale: color, legend },
          },
        },
        {
          mark: { type: "line", strokeWidth: 1.75 },
          encoding: {
            x,
            y,
            color: { ...byMethod, scale: color, legend },
            strokeDash: { ...byMethod, scale: dash, legend },
          },
        },
        {
          mark: { type: "point", filled: true, size: 48, opacity: 1, aria: true },
          encoding: {
            x,
            y,
            color: { ...byMethod, scale: color, legend },
            shape: { ...byMethod, scale: shape, legend },
            description: { field: "description" },
          },
        },
      ],
    },
  };
}
