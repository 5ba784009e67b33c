import { loadDataset } from "../../harness/data/load.ts";
import { locateDataset } from "../../harness/data/locate.ts";
import { prepare, preparePolicies } from "../../harness/data/prepare.ts";
import type { Kernel, Setting } from "../../harness/kernels/kernel.ts";
import { kernelNamed } from "../../harness/kernels/registry.ts";
import { rntk } from "../../harness/kernels/rntk.ts";
import { completeSetting } from "../../harness/kernels/setting.ts";
import { makeFolds } from "../../harness/learners/folds.ts";
import type { Matrix } from "../../harness/math/matrix.ts";
import { randomSource } from "../../harness/math/random.ts";
import { type Sequences, sequencesFrom } from "../../harness/math/sequences.ts";

export const folds = 10;

/** A Gram to search on. */
export interface Case {
  readonly name: string;
  readonly n: number;
  readonly classes: number;
  /** How often the peer is timed. */
  readonly repeats: number;
  readonly gram: Matrix;
  readonly labels: Int32Array;
  readonly assignment: Int32Array;
}

export function assignmentOf(labels: Int32Array): Int32Array {
  return makeFolds({ labels, folds, seed: "bench", stratification: "none" }).assignment;
}

function caseOf(name: string, gram: Matrix, labels: Int32Array, repeats: number): Case {
  const classes = new Set(labels).size;
  const assignment = assignmentOf(labels);
  return { name, n: labels.length, classes, repeats, gram, labels, assignment };
}

/** Grams that outlive the iteration over them. */
export function gramsOf(kernel: Kernel, x: Sequences, settings: readonly Setting[]): Matrix[] {
  const parsed = settings.map((setting) => completeSetting(kernel.setting, setting));
  return Array.from(kernel.grams(x, parsed), (gram) => ({ ...gram, values: gram.values.slice() }));
}

/** n labels that go round the classes. */
export function roundLabels(n: number, classes: number): Int32Array {
  return Int32Array.from({ length: n }, (_, i) => i % classes);
}

/** Series of unit norm and 100 steps: two bumps for each class, and as much noise. */
export function bumpSeries(labels: Int32Array): Sequences {
  const random = randomSource("bench search series");
  return sequencesFrom(
    Array.from(labels, (label) => {
      const values = Array.from({ length: 100 }, (_, t) => {
        const bump = (at: number) => Math.max(0, 1 - 12 * Math.abs(t / 100 - (at % 40) / 40));
        return 3 * (bump(label * 7) - bump(label * 11 + 20)) + random.normal();
      });
      const norm = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
      return values.map((value) => [value / norm]);
    }),
  );
}

/** RNTK Grams of made-up series of 2, 5 and 40 classes. */
export function syntheticCases(): Case[] {
  return [100, 300, 900].flatMap((n) =>
    [2, 5, 40].map((classes) => {
      const labels = roundLabels(n, classes);
      const [gram] = gramsOf(rntk, bumpSeries(labels), [{ sigmaB: 0.1 }]);
      return caseOf(`${n} cases, ${classes} classes`, gram!, labels, n < 900 ? 5 : 3);
    }),
  );
}

const archiveSets = [
  ...["Coffee", "ECG200", "SyntheticControl", "Lightning7", "DistalPhalanxTW"],
  ...["Adiac", "SwedishLeaf", "ECG5000", "MedicalImages"],
];

const archiveSettings: readonly (readonly [string, readonly Setting[]])[] = [
  ["rbf", [{ alpha: 0.1 }, { alpha: 2 }, { alpha: 40 }]],
  ["polynomial", [{ degree: 3, offset: 0.5 }]],
  [
    "rntk",
    [
      { sigmaW: 1.34, sigmaB: 0.05 },
      { sigmaW: 1.47, sigmaB: 0.5, sigmaH: 0.1 },
    ],
  ],
];

/** Six Grams each of some of the archive's training sets. */
export function archiveCases(archive: string): Case[] {
  return archiveSets.flatMap((set) => {
    const located = locateDataset(set, { archive, base: "." });
    if (located.status === "missing") return [];
    const data = prepare(loadDataset(located), preparePolicies.parse({}), {
      unequalLengths: false,
    });
    if (data.status !== "ready") return [];
    const { labels, sequences } = data.train;
    return archiveSettings.flatMap(([name, settings]) =>
      gramsOf(kernelNamed(name), sequences, settings).map((gram, at) =>
        caseOf(`${set}, ${name} ${JSON.stringify(settings[at])}`, gram, labels, 1),
      ),
    );
  });
}
