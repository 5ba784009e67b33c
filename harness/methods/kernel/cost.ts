import type { DatasetSize } from "../../data/locate.ts";
import type { Setting } from "../../kernels/kernel.ts";
import { kernelNamed } from "../../kernels/registry.ts";
import { extremeEigenvalues } from "../../math/extreme-eigenvalues.ts";
import type { Matrix } from "../../math/matrix.ts";
import { sum } from "../../math/mean.ts";
import { slice } from "../../math/sequences.ts";
import type { Stage } from "../../stage.ts";
import { sampled } from "../../stopwatch.ts";
import type { MethodCost, StageInput } from "../method.ts";
import { type KernelDefinition, kernelSettings, learnerValues } from "./definition.ts";
import type { KernelLearner } from "./learner.ts";
import { learnerTrainingGrams } from "./learner-grams.ts";

/** How many settings are expected to share the best validation accuracy. */
const expectedTies = 10;

/** How many settings of a grid have their fits timed. */
const fitSamples = 16;

/** Steps between their places in the grid, as a fraction of it: no multiple is near a whole number. */
const goldenRatio = (Math.sqrt(5) - 1) / 2;

/** Test cases whose Gram is timed. */
const testSample = 64;

/** Size of a matrix whose eigenvalues are timed; what its entries are does not matter. */
const inspectSample = 300;

/** Seconds of a case cubed in the search for the extreme eigenvalues of a Gram, roughly. */
const eigenvalueSeconds = 1.2e-10;

/** Rough seconds of so many kernel values of every one of the settings. */
function kernelSeconds(
  definition: KernelDefinition,
  { longest, dimension }: DatasetSize,
  pairs: number,
  settings: readonly Setting[],
): number {
  const { cost } = kernelNamed(definition.kernel);
  return cost.steps({ pairs, length: longest, dimension }, settings) * cost.secondsPerStep;
}

function pairsAmong(n: number): number {
  return (n * (n + 1)) / 2;
}

/** Settings that differ in the last key alone may share work. */
function runLength({ grid }: KernelDefinition): number {
  return grid.at(-2)?.values.length ?? 1;
}

/** The stages of a kernel with a learner, with samples on the task's own data. */
function stagesOf(
  learner: KernelLearner,
  definition: KernelDefinition,
  { train, test, size, counts, assignments, testUnits }: StageInput,
): Stage[] {
  const kernel = kernelNamed(definition.kernel);
  const values = learnerValues(definition);
  const settings = kernelSettings(definition);
  const count = settings.length;
  const run = runLength(definition);
  const middle = run * Math.floor(count / run / 2);
  const slow = learner.cost.varies
    ? [...settings.keys()].filter((setting) => kernel.cost.slowFits?.(settings[setting]!))
    : [];
  const usual = [...settings.keys()].filter((setting) => !slow.includes(setting));
  const chosen = Array.from(
    { length: Math.min(fitSamples, usual.length) },
    (_, k) => usual[Math.floor(((0.5 + k * goldenRatio) % 1) * usual.length)]!,
  );
  const task = { values, settings: definition.settings, labels: train.labels };
  const timedSeeds = learner.cost.seedsShareWork ? counts.seeds : 1;
  const gramOf = (setting: number): Matrix => {
    const [gram] = learnerTrainingGrams(definition, train.sequences, [settings[setting]!]);
    return gram!;
  };

  /** Seconds of the search of one setting with the timed seeds. */
  function fitSeconds(setting: number): number {
    const gram = gramOf(setting);
    const timed = assignments.slice(0, timedSeeds);
    return sampled(1, () => {
      learner.search([gram], task, {
        assignments: timed,
        folds: counts.folds,
        pruning: "none",
      });
    })();
  }

  /** The fits of one setting on all cases. */
  function refitSeconds(setting: number): number {
    const gram = gramOf(setting);
    return sampled(1, () => learner.test(gram, [], task))();
  }

  const ties = Math.min(count, expectedTies);
  const looked = Math.min(inspectSample, size.trainSize);
  const tested = Math.min(testSample, test.labels.length);
  const later = testUnits(ties * values.length);
  return [
    {
      name: "training Grams",
      count,
      seconds: sampled(count / run, () => {
        for (const _ of learnerTrainingGrams(
          definition,
          train.sequences,
          settings.slice(middle, middle + run),
        ));
      }),
    },
    {
      name: "cross-validation fits",
      count: count * learner.cost.fits(values.length, train.labels.length, counts),
      seconds: () =>
        ((counts.seeds / timedSeeds) * usual.length * sum(chosen.map(fitSeconds))) /
          Math.max(1, chosen.length) +
        counts.seeds * counts.folds * sum(slow.map(refitSeconds)),
    },
    {
      name: "refits of tied optima",
      count: ties * values.length,
      later,
      seconds: () => sampled(ties, () => gramOf(middle))() + ties * refitSeconds(middle),
    },
    {
      name: "test Grams of tied optima",
      count: ties,
      later,
      seconds: sampled((ties * test.labels.length) / tested, () => {
        const cases = slice(test.sequences, 0, tested);
        for (const _ of kernel.crossGrams(train.sequences, cases, [settings[middle]!]));
      }),
    },
    {
      name: "eigenvalues of chosen Grams",
      count: counts.seeds,
      later: counts.seeds,
      seconds: sampled(counts.seeds * (size.trainSize / looked) ** 3, () => {
        const values = Float64Array.from({ length: looked * looked }, (_, k) => {
          return 1 / (1 + Math.abs(Math.floor(k / looked) - (k % looked)));
        });
        extremeEigenvalues({ rows: looked, columns: looked, values });
      }),
    },
  ];
}

/** What a learner with a kernel takes. */
export function kernelCost(learner: KernelLearner): MethodCost<KernelDefinition> {
  return {
    groups(definition) {
      const least = learnerValues(definition).length;
      return { least, together: least * runLength(definition) };
    },
    searchSeconds(definition, size, counts) {
      const settings = kernelSettings(definition);
      const values = learnerValues(definition).length;
      return (
        kernelSeconds(definition, size, pairsAmong(size.trainSize), settings) +
        settings.length * learner.cost.searchSeconds(values, size, counts, definition.settings)
      );
    },
    testSeconds(definition, size) {
      const { trainSize: n, testSize } = size;
      const pairs = pairsAmong(n) + n * testSize;
      return (
        kernelSeconds(definition, size, pairs, kernelSettings(definition).slice(0, 1)) +
        learner.cost.testSeconds(learnerValues(definition).length, size, definition.settings)
      );
    },
    inspectSeconds: ({ trainSize }) => eigenvalueSeconds * trainSize ** 3,
    grams: (definition, candidates) => candidates / learnerValues(definition).length,
    // The Gram, two of its size in the learner's memory, and the copy whose eigenvalues are looked for.
    workerBytes: (_definition, { trainSize }) => 4 * 8 * trainSize * trainSize,
    stages: (definition, input) => stagesOf(learner, definition, input),
  };
}
