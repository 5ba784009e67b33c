/**
 * The paper's grids of the NTK (10 depths × 54), RBF and polynomial kernel at n = 500, T = 300:
 *
 *     npx tsx bench/ntk.ts
 *
 * Processor seconds of the whole grid, the inner products counted, on one core; neural-tangents
 * without compiling.
 */
import type { Kernel, Setting } from "../harness/kernels/kernel.ts";
import { ntk } from "../harness/kernels/ntk.ts";
import { polynomial } from "../harness/kernels/polynomial.ts";
import { rbf } from "../harness/kernels/rbf.ts";
import { completeSetting } from "../harness/kernels/setting.ts";
import type { Sequences } from "../harness/math/sequences.ts";
import { prepareThread } from "../harness/run/v8.ts";
import { pythonOf, runPeer } from "./peer.ts";
import { smoothSeries, withFile } from "./series.ts";
import { median, printTable, processorSeconds, short } from "./timing.ts";

const [n, T] = [500, 300];
const layers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const sigmaW = [0.5, 1, Math.SQRT2, 2, 2.5, 3];
const sigmaB = [0, 0.01, 0.1, 0.2, 0.5, 0.8, 1, 2, 5];
const alphas = [
  ...[0.01, 0.05, 0.1, 0.2, 0.5, 0.6, 0.7, 0.8, 1, 2, 3, 4, 5],
  ...[10, 20, 30, 40, 100],
];

/** Processor seconds of a kernel's grid, ours and a peer's. */
export interface GridRow {
  readonly name: string;
  readonly settings: number;
  readonly ours: number;
  readonly peer: number | undefined;
}

function gridSeconds(kernel: Kernel, x: Sequences, settings: readonly Setting[]): number {
  const parsed = settings.map((setting) => completeSetting(kernel.setting, setting));
  const run = () => {
    for (const _ of kernel.grams(x, parsed));
  };
  return median([1, 2, 3].map(() => processorSeconds(run)));
}

export function gridRows(): GridRow[] {
  const x = smoothSeries(n, T);
  const networks = sigmaW.flatMap((w) =>
    sigmaB.flatMap((b) => layers.map((l) => ({ sigmaW: w, sigmaB: b, layers: l }))),
  );
  const polynomials = [1, 2, 3, 4, 5].flatMap((degree) =>
    [0, 0.1, 0.2, 0.5, 1, 2].map((offset) => ({ degree, offset })),
  );
  const row = (kernel: Kernel, settings: readonly Setting[], peer?: number): GridRow => ({
    name: kernel.label,
    settings: settings.length,
    ours: gridSeconds(kernel, x, settings),
    peer,
  });
  const python = pythonOf("ntk_neural_tangents");
  const input = { n, T, layers, sigmaW, sigmaB };
  const peer =
    python &&
    withFile(x, (file) => runPeer(python, "ntk_neural_tangents.py", [], { ...input, file }));
  return [
    row(ntk, networks, peer ? peer.seconds[0] : undefined),
    row(
      rbf,
      alphas.map((alpha) => ({ alpha })),
    ),
    row(polynomial, polynomials),
  ];
}

export function printGrids(rows: readonly GridRow[]): void {
  console.log(`\ngrids of the other kernels, n = ${n}, T = ${T}: seconds`);
  printTable(
    ["kernel", "Grams", "ours", "neural-tangents", "ratio"],
    rows.map(({ name, settings, ours, peer }) => [
      name,
      `${settings}`,
      short(ours),
      short(peer),
      peer === undefined ? "-" : (peer / ours).toFixed(1),
    ]),
  );
}

if (import.meta.filename === process.argv[1]) {
  prepareThread();
  printGrids(gridRows());
}
