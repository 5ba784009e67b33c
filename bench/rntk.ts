/**
 * The RNTK's Gram against NumPy, JAX and the plain recursion, on one core each and in turn:
 *
 *     npx tsx bench/rntk.ts
 *
 * Costs are processor nanoseconds a pair-step, of which a Gram has n (n + 1) / 2 × T: medians over
 * Grams, ours of different settings of the paper's grid with everything counted, half of them before
 * and half after the peers; the peers' without compiling.
 */

import { trianglePairs } from "../harness/kernels/pairs.ts";
import { plainRntk } from "../harness/kernels/rntk/plain.ts";
import { rntkSetting } from "../harness/kernels/rntk/setting.ts";
import { rntk } from "../harness/kernels/rntk.ts";
import { completeSetting } from "../harness/kernels/setting.ts";
import type { Matrix } from "../harness/math/matrix.ts";
import type { Sequences } from "../harness/math/sequences.ts";
import { prepareThread } from "../harness/run/v8.ts";
import { pythonOf, runPeer } from "./peer.ts";
import { type Errors, errorsOf, exactValues, withNearlyEqual } from "./rntk-errors.ts";
import { smoothSeries, withFile } from "./series.ts";
import { median, printTable, processorSeconds, short } from "./timing.ts";

/** The paper's grid: 15 × 12 × 5 settings. */
const grid = [
  ...[1.34, 1.35, 1.36, 1.37, 1.38, 1.39, 1.4, 1.41, Math.SQRT2, 1.42, 1.43, 1.44, 1.45],
  ...[1.46, 1.47],
].flatMap((sigmaW) =>
  [0, 0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.9, 1, 2].flatMap((sigmaB) =>
    [0, 0.01, 0.1, 0.5, 1].map((sigmaH) =>
      completeSetting(rntkSetting, { sigmaW, sigmaB, sigmaH }),
    ),
  ),
);

/** The setting of the peers and of the errors. */
const one = completeSetting(rntkSetting, { sigmaW: 1.41, sigmaB: 0.01, sigmaH: 0.1 });

const peers = {
  numpy: { environment: "rntk_numpy", script: "rntk_numpy.py", form: [] },
  jaxPlain: { environment: "rntk_jax", script: "rntk_jax.py", form: ["plain"] },
  jaxBlocks: { environment: "rntk_jax", script: "rntk_jax.py", form: ["blocks"] },
} as const;

type Peer = keyof typeof peers;
type Contender = "ours" | "plain" | Peer;

/** Nanoseconds a pair-step and relative errors of a Gram of n series of T steps. */
export interface RntkRow {
  readonly n: number;
  readonly T: number;
  readonly settings: number;
  readonly cost: { readonly ours: number } & { readonly [Name in Contender]?: number };
  readonly errors: { readonly ours: Errors } & { readonly [Name in Contender]?: Errors };
}

const pairSteps = (n: number, T: number) => ((n * (n + 1)) / 2) * T;

/** Processor seconds of every Gram of some settings; what precedes the first counts with it. */
export function gramSeconds(x: Sequences, settings: typeof grid): number[] {
  const grams = rntk.grams(x, settings)[Symbol.iterator]();
  return settings.map(() => processorSeconds(() => grams.next()));
}

/** Settings spread over the grid, as many as take about a second, an even number. */
function sample(n: number, T: number): typeof grid {
  const count = 2 * Math.min(30, Math.max(3, Math.round(1e8 / pairSteps(n, T))));
  return Array.from({ length: count }, (_, k) => grid[Math.floor((k * grid.length) / count)]!);
}

function plainSeconds(x: Sequences): number {
  return processorSeconds(() => plainRntk(trianglePairs(x), one, ["rntk last"]));
}

const diagonalOf = ({ values, rows }: Matrix) =>
  Float64Array.from({ length: rows }, (_, i) => values[i * rows + i]!);

function rowOf(n: number, T: number, pythons: ReadonlyMap<Peer, string>): RntkRow {
  const x = withNearlyEqual(smoothSeries(n, T));
  const exact = exactValues(x, one);
  const nanoseconds = (seconds: number) => (1e9 * seconds) / pairSteps(n, T);
  const repeats = pairSteps(n, T) > 1e8 ? 1 : 3; // some peers take half a minute
  const [gram] = rntk.grams(x, [one]);
  const found = { diagonal: diagonalOf(gram!), corner: gram!.values[n - 1]! };
  const others: { [Name in Contender]?: number } = {};
  const errors: { [Name in Contender]?: Errors } = {};

  const settings = sample(n, T);
  const before = gramSeconds(x, settings.slice(settings.length / 2));
  if (pairSteps(n, T) < 3e7) others.plain = nanoseconds(plainSeconds(x));
  for (const [name, python] of pythons) {
    const { script, form } = peers[name];
    const result = withFile(x, (file) =>
      runPeer(python, script, form, { ...one, file, n, T, repeats }),
    );
    others[name] = nanoseconds(median(result.seconds));
    errors[name] = errorsOf(result, exact);
  }
  const after = gramSeconds(x, settings.slice(0, settings.length / 2));
  const ours = nanoseconds(median([...before, ...after]));
  return {
    n,
    T,
    settings: settings.length,
    cost: { ours, ...others },
    errors: { ours: errorsOf(found, exact), ...errors },
  };
}

export function rntkRows(sizes: readonly number[], lengths: readonly number[]): RntkRow[] {
  const pythons = new Map<Peer, string>();
  for (const name of Object.keys(peers) as Peer[]) {
    const python = pythonOf(peers[name].environment);
    if (python !== undefined) pythons.set(name, python);
  }
  const small = smoothSeries(50, 50); // what our compiler takes is not counted either
  gramSeconds(small, grid.slice(0, 100));
  for (let k = 0; k < 20; k++) plainSeconds(small);
  return sizes.flatMap((n) => lengths.map((T) => rowOf(n, T, pythons)));
}

/** The whole grid on one set of series. */
export interface Sweep {
  readonly n: number;
  readonly T: number;
  readonly settings: number;
  readonly seconds: number;
  /** Nanoseconds a pair-step. */
  readonly cost: number;
}

export function sweepGrid(n: number, T: number): Sweep {
  const seconds = gramSeconds(smoothSeries(n, T), grid).reduce((sum, value) => sum + value, 0);
  const cost = (1e9 * seconds) / (pairSteps(n, T) * grid.length);
  return { n, T, settings: grid.length, seconds, cost };
}

/** Names of those whom ours is compared with. */
export const contenders = {
  plain: "plain",
  numpy: "NumPy",
  jaxPlain: "JAX n × n",
  jaxBlocks: "JAX blocks",
} as const;

export function printRntk(rows: readonly RntkRow[], sweep: Sweep): void {
  console.log("RNTK Gram, one layer, ReLU: ns a pair-step (how many times ours)");
  const names = Object.keys(contenders) as (keyof typeof contenders)[];
  printTable(
    ["n", "T", "ours", ...names.map((name) => contenders[name])],
    rows.map(({ n, T, cost }) => [
      `${n}`,
      `${T}`,
      short(cost.ours),
      ...names.map((name) => {
        const other = cost[name];
        return other === undefined ? "-" : `${short(other)} (${(other / cost.ours).toFixed(1)})`;
      }),
    ]),
  );
  const { n, T, settings, seconds, cost } = sweep;
  console.log(`${settings} settings, n = ${n}, T = ${T}: ${short(seconds)} s, ${short(cost)} ns`);

  console.log("\nits relative errors: the diagonal, a pair of nearly equal series");
  const shown = ["ours", "numpy", "jaxBlocks"] as const;
  printTable(
    ["n", "T", "ours", "NumPy", "JAX"],
    rows.map(({ n, T, errors }) => [
      `${n}`,
      `${T}`,
      ...shown.map((name) => {
        const error = errors[name];
        if (error === undefined) return "-";
        return `${error.diagonal.toExponential(0)}, ${error.nearlyEqual.toExponential(0)}`;
      }),
    ]),
  );
}

if (import.meta.filename === process.argv[1]) {
  prepareThread();
  printRntk(rntkRows([200, 500], [100, 500]), sweepGrid(200, 100));
}
