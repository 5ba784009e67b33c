import { sin } from "../../math/elementary.ts";
import type { RandomSource } from "../../math/random.ts";
import type { Sequences } from "../../math/sequences.ts";

/** Windows of a scalar signal, each with the value that follows it. */
export interface Windows {
  readonly sequences: Sequences;
  readonly targets: Float64Array; // (n)
}

/** What windows are cut from. */
export type Signal =
  | {
      /** sin(2π i / period), i = 0 … period - 1, plus white Gaussian noise. */
      readonly kind: "sinusoid";
      readonly period: number;
      /** Standard deviation of the noise. */
      readonly sigma: number;
      /** Whether every window has noise of its own, or all are cut from one noisy series. */
      readonly noise: "window" | "series";
    }
  | {
      /** Given values: training windows from the first `trainDays`, test windows from the others. */
      readonly kind: "series";
      readonly values: readonly number[];
      readonly trainDays: number;
    };

/** How windows are drawn: lengths uniform in `shortest` … `shortest` + `span`, then the start. */
export interface Cut {
  readonly train: number;
  readonly test: number;
  readonly shortest: number;
  /** The paper's T_var. */
  readonly span: number;
}

/** The value at a day; called once for each value of a window, in order. */
type Reader = (day: number) => number;

interface Range {
  readonly from: number;
  readonly to: number;
}

function drawWindows(
  count: number,
  { shortest, span }: Cut,
  range: Range,
  read: Reader,
  source: RandomSource,
): Windows {
  const lengths = new Int32Array(count);
  const offsets = new Int32Array(count);
  const targets = new Float64Array(count);
  const values = new Float64Array(count * (shortest + span));
  let used = 0;
  for (let i = 0; i < count; i++) {
    const length = shortest + source.uniformInteger(span + 1);
    const start = range.from + source.uniformInteger(range.to - range.from - length);
    lengths[i] = length;
    offsets[i] = used;
    for (let t = 0; t < length; t++) values[used + t] = read(start + t);
    targets[i] = read(start + length);
    used += length;
  }
  return {
    sequences: { count, dimension: 1, lengths, offsets, values: values.subarray(0, used) },
    targets,
  };
}

/** Training and test windows of one repetition. */
export function drawRepetition(
  signal: Signal,
  cut: Cut,
  source: RandomSource,
): { readonly train: Windows; readonly test: Windows } {
  if (signal.kind === "series") {
    const { values, trainDays } = signal;
    const read: Reader = (day) => values[day]!;
    const train = drawWindows(cut.train, cut, { from: 0, to: trainDays }, read, source);
    const testDays = { from: trainDays, to: values.length };
    return { train, test: drawWindows(cut.test, cut, testDays, read, source) };
  }
  const { period, sigma } = signal;
  const clean = Float64Array.from({ length: period }, (_, i) => sin((2 * Math.PI * i) / period));
  const noisy = (value: number) => value + sigma * source.normal();
  const series = signal.noise === "series" ? clean.map(noisy) : clean;
  const read: Reader =
    signal.noise === "series" ? (day) => series[day]! : (day) => noisy(series[day]!);
  const all = { from: 0, to: period };
  const train = drawWindows(cut.train, cut, all, read, source);
  return { train, test: drawWindows(cut.test, cut, all, read, source) };
}

/** The last value of each window: the prediction that everything stays as it is (PTS). */
export function previousValues({ sequences }: Windows): Float64Array {
  const { lengths, offsets, values } = sequences;
  return Float64Array.from(lengths, (length, i) => values[offsets[i]! + length - 1]!);
}
