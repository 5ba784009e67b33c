/**
 * What other forms of the RNTK cost beside the plain recursion: npx tsx bench/rntk-forms.ts
 */
import { trianglePairs } from "../harness/kernels/pairs.ts";
import { plainRntk } from "../harness/kernels/rntk/plain.ts";
import { rntkSetting } from "../harness/kernels/rntk/setting.ts";
import { completeSetting } from "../harness/kernels/setting.ts";
import type { Sequences } from "../harness/math/sequences.ts";
import { prepareThread } from "../harness/run/v8.ts";
import { gramSeconds } from "./rntk.ts";
import { smoothSeries } from "./series.ts";
import { median, printTable, processorSeconds, short } from "./timing.ts";

/** Nanoseconds a pair of steps and layer, ours and by the plain recursion. */
export interface FormRow {
  readonly name: string;
  readonly ours: number;
  readonly plain: number;
}

const [n, T] = [200, 200];

/** Pairs of steps of all pairs of series. */
function sharedSteps({ count, lengths }: Sequences): number {
  let steps = 0;
  for (let i = 0; i < count; i++)
    for (let j = i; j < count; j++) steps += Math.min(lengths[i]!, lengths[j]!);
  return steps;
}

export function formRows(): FormRow[] {
  const x = smoothSeries(n, T);
  const lengths = x.lengths.map((length, i) => length - ((7 * i) % 100));
  const one = completeSetting(rntkSetting, { sigmaW: 1.41, sigmaB: 0.1, sigmaH: 0.1 });
  const forms = [
    { name: "one layer", x, setting: one },
    { name: "two layers", x, setting: { ...one, layers: 2 } },
    { name: "three layers", x, setting: { ...one, layers: 3 } },
    { name: "average read-out", x, setting: { ...one, readout: "average" as const } },
    { name: "three channels", x: smoothSeries(n, T, 3), setting: one },
    { name: "100 different lengths", x: { ...x, lengths }, setting: one },
    { name: "erf", x, setting: { ...one, nonlinearity: "erf" as const } },
  ];
  return forms.map(({ name, x, setting }): FormRow => {
    const nanoseconds = (seconds: number) => (1e9 * seconds) / (sharedSteps(x) * setting.layers);
    const output = setting.readout === "average" ? "rntk sum" : "rntk last";
    const plain = [1, 2, 3].map(() =>
      processorSeconds(() => plainRntk(trianglePairs(x), setting, [output])),
    );
    const ours = gramSeconds(x, [setting, setting, setting, setting, setting]);
    return { name, ours: nanoseconds(median(ours)), plain: nanoseconds(median(plain)) };
  });
}

export function printForms(rows: readonly FormRow[]): void {
  console.log(`\nforms of the RNTK, n = ${n}, T = ${T}: ns a pair of steps and layer`);
  printTable(
    ["form", "ours", "plain", "ratio"],
    rows.map(({ name, ours, plain }) => [
      name,
      short(ours),
      short(plain),
      (plain / ours).toFixed(1),
    ]),
  );
}

if (import.meta.filename === process.argv[1]) {
  prepareThread();
  printForms(formRows());
}
