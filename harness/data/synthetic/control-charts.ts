import { sin } from "../../math/elementary.ts";
import type { RandomSource } from "../../math/random.ts";
import { ofLength } from "./generator.ts";

const mean = 30;
const spread = 2;

/** Uniform in [from, to). */
function uniformIn(random: RandomSource, from: number, to: number): number {
  return from + (to - from) * random.uniform();
}

/** What a chart of each class adds to the noise, at t = 1 … T; its own numbers are drawn once a series. */
const shapes: readonly ((steps: number, random: RandomSource) => (t: number) => number)[] = [
  () => () => 0,
  (_, random) => {
    const amplitude = uniformIn(random, 10, 15);
    const period = uniformIn(random, 10, 15);
    return (t) => amplitude * sin((2 * Math.PI * t) / period);
  },
  (_, random) => trend(1, random),
  (_, random) => trend(-1, random),
  (steps, random) => shift(1, steps, random),
  (steps, random) => shift(-1, steps, random),
];

function trend(sign: number, random: RandomSource): (t: number) => number {
  const gradient = sign * uniformIn(random, 0.2, 0.5);
  return (t) => gradient * t;
}

function shift(sign: number, steps: number, random: RandomSource): (t: number) => number {
  const size = sign * uniformIn(random, 7.5, 20);
  const from = uniformIn(random, steps / 3, (2 * steps) / 3);
  return (t) => (t >= from ? size : 0);
}

/**
 * Synthetic control charts (R. J. Alcock and Y. Manolopoulos, Time-series similarity queries employing
 * a feature-based approach, 7th Hellenic Conference on Informatics, 1999). With m = 30, s = 2, r(t)
 * uniform in [-3, 3), and t = 1 … T (T = 60):
 *
 *     normal            y(t) = m + r(t) s
 *     cyclic            y(t) = m + r(t) s + a sin(2 pi t / P)       a, P uniform in [10, 15)
 *     increasing trend  y(t) = m + r(t) s + g t                     g uniform in [0.2, 0.5)
 *     decreasing trend  y(t) = m + r(t) s - g t
 *     upward shift      y(t) = m + r(t) s + x [t >= t0]             x uniform in [7.5, 20), t0 in [T/3, 2T/3)
 *     downward shift    y(t) = m + r(t) s - x [t >= t0]
 */
export const controlCharts = ofLength({
  name: "control-charts",
  version: 1,
  shortest: 3,
  usual: 60,
  classNames: [
    "normal",
    "cyclic",
    "increasing trend",
    "decreasing trend",
    "upward shift",
    "downward shift",
  ],
  series(classIndex, steps, random) {
    const shape = shapes[classIndex]!(steps, random);
    const y = new Float64Array(steps);
    for (let t = 1; t <= steps; t++) y[t - 1] = mean + uniformIn(random, -3, 3) * spread + shape(t);
    return y;
  },
});
