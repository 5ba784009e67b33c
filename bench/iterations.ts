/**
 * How many iterations the SVMs of a data set take, RNTK Gram by RNTK Gram, as sigma_w grows:
 *
 *     npx tsx bench/iterations.ts <folder of the archive> [ScreenType]
 *
 * Every pair of classes is trained on the whole training set, unit norm, with C = 100; the most
 * iterations of a pair and its seconds are printed. LIBSVM's cap is 10^7.
 */
import { loadDataset } from "../harness/data/load.ts";
import { locateDataset } from "../harness/data/locate.ts";
import { prepare, preparePolicies } from "../harness/data/prepare.ts";
import { rntk } from "../harness/kernels/rntk.ts";
import { completeSetting } from "../harness/kernels/setting.ts";
import { trainingGrams } from "../harness/kernels/training-grams.ts";
import { createSvcSolver } from "../harness/learners/create-svc-solver.ts";
import { pairsOf } from "../harness/learners/svc.ts";
import { prepareThread } from "../harness/run/v8.ts";
import { printTable } from "./timing.ts";

prepareThread();
const [archive, name = "ScreenType"] = process.argv.slice(2);
if (archive === undefined) {
  throw new Error("usage: npx tsx bench/iterations.ts <folder of the archive> [data set]");
}
const located = locateDataset(name, { archive, base: "." });
if (located.status === "missing") throw new Error(located.reason);
const policies = preparePolicies.parse({ scale: "unit-norm" });
const data = prepare(loadDataset(located), policies, { unequalLengths: rntk.unequalLengths });
if (data.status !== "ready") throw new Error(data.reason);

const { sequences, labels } = data.train;
const classes = [...new Set(labels)].sort((a, b) => a - b);
const settings = [1.44, 1.45, 1.46, 1.47].flatMap((sigmaW) =>
  [0, 0.01].flatMap((sigmaB) => [0, 0.01, 0.1].map((sigmaH) => ({ sigmaW, sigmaB, sigmaH }))),
);
const svc = { tolerance: 1e-3, gramPrecision: "float32" } as const;
const solver = createSvcSolver({ labels, C: [100], svc, widestFold: 0 });
const parsed = settings.map((setting) => completeSetting(rntk.setting, setting));
const rows: string[][] = [];
for (const gram of trainingGrams(rntk, sequences, parsed)) {
  const { sigmaW, sigmaB, sigmaH } = settings[rows.length]!;
  solver.load(gram);
  const start = performance.now();
  const pairs = pairsOf(classes).map(([a, b]) => solver.train(a, b)[0]!);
  const seconds = (performance.now() - start) / 1000 / pairs.length;
  const most = Math.max(...pairs.map(({ iterations }) => iterations));
  const capped = pairs.filter(({ converged }) => !converged).length;
  rows.push([
    `${sigmaW}`,
    `${sigmaB}`,
    `${sigmaH}`,
    `${most}`,
    `${capped} of ${pairs.length}`,
    seconds.toFixed(3),
  ]);
}
printTable(
  ["sigma_w", "sigma_b", "sigma_h", "most iterations", "at the cap", "seconds a pair"],
  rows,
);
