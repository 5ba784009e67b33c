import { z } from "zod";
import type { Setting } from "../../kernels/kernel.ts";
import { kernelNamed } from "../../kernels/registry.ts";
import { type GramScale, gramScales } from "../../learners/gram-scale.ts";
import type { GridValue } from "../grid.ts";
import { gridFrom } from "../grid-schema.ts";
import type { LabelledSet, Method, TestedCandidate } from "../method.ts";
import { kernelCost } from "./cost.ts";
import { crossGrams } from "./cross-grams.ts";
import { type KernelDefinition, kernelSettings, learnerValues } from "./definition.ts";
import { type GramFacts, gramFacts, gramFactsSchema, gramText } from "./gram-facts.ts";
import type { KernelLearner, LearnerTask } from "./learner.ts";
import { learnerGrams, learnerTrainingGrams, testDiagonals } from "./learner-grams.ts";

/** Candidates by the setting of their kernel, in the order in which settings first appear. */
function bySetting(candidates: readonly number[], values: number): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  for (const candidate of candidates) {
    const setting = Math.floor(candidate / values);
    groups.set(setting, [...(groups.get(setting) ?? []), candidate]);
  }
  return groups;
}

/** A checked entry of a config's `kernels`. */
interface KernelGridEntry {
  readonly kernel: string;
  readonly grid: Readonly<Record<string, readonly GridValue[]>>;
}

/** A key that every learner's group has beside its own. */
const gramScale = z
  .enum(gramScales)
  .default("none")
  .describe(
    "What the learner sees in place of the kernel's training Gram K, and of the Grams of test cases likewise: `none`, K as it is; `largest-entry`, K / max |K|; `mean-diagonal`, K over the mean of its diagonal; `cosine`, K(x, z) / sqrt(K(x, x) K(z, z)); `centred`, the features less their mean over the training set, as in kernel PCA. What a record tells of a Gram is of the one that the learner sees.",
  );

/** The method that a learner makes of any kernel. */
export function kernelMethod(learner: KernelLearner): Method<KernelDefinition> {
  const taskOf = (
    { settings }: KernelDefinition,
    { labels }: LabelledSet,
    values: readonly number[],
  ): LearnerTask => ({ values, settings, labels });

  return {
    name: learner.name,
    entry: { list: "kernels" },
    settings: {
      key: learner.name,
      description: learner.description,
      schema: learner.schema.extend({ gramScale }),
    },
    define({ kernel: name, grid }: KernelGridEntry, group: unknown) {
      const kernel = kernelNamed(name);
      const { gramScale: scale, ...own } = group as { readonly gramScale: GramScale };
      const { axis, settings } = learner.split(own);
      return {
        ...{ kernel: kernel.name, grid: [...gridFrom(kernel, grid), axis], settings },
        ...(scale === "none" ? {} : { gramScale: scale }),
      };
    },
    identity: ({ kernel }) => learner.identity(kernelNamed(kernel)),
    takesUnequalLengths: ({ kernel }) => kernelNamed(kernel).unequalLengths,
    leaveOneOut: ({ settings }) => learner.leaveOneOut?.(settings) ?? false,
    search(definition, train, range) {
      const values = learnerValues(definition);
      const settings = kernelSettings(definition).slice(
        range.from / values.length,
        range.to / values.length,
      );
      const grams = learnerTrainingGrams(definition, train.sequences, settings);
      return learner.search(grams, taskOf(definition, train, values), range);
    },
    test(definition, train, test, candidates) {
      const kernel = kernelNamed(definition.kernel);
      const all = kernelSettings(definition);
      const values = learnerValues(definition);
      const groups = [...bySetting(candidates, values.length)];
      const settings = groups.map(([setting]) => all[setting]!);
      const tested = new Map<number, TestedCandidate>();
      const diagonals = testDiagonals(definition, test.sequences, settings);
      const cross = crossGrams(kernel, train.sequences, test.sequences, settings);
      try {
        let position = 0;
        for (const { gram, cross: scaled } of learnerGrams(definition, train.sequences, settings)) {
          const own = groups[position]![1];
          const asked = own.map((candidate) => values[candidate % values.length]!);
          const blocks = scaled(cross.next().value ?? [], diagonals[position++]!);
          const fits = learner.test(gram, blocks, taskOf(definition, train, asked));
          for (const [i, fit] of fits.entries()) tested.set(own[i]!, fit);
        }
      } finally {
        cross.return(undefined); // which gives its memory back
      }
      return candidates.map((candidate) => tested.get(candidate)!);
    },
    inspect(definition, train, test, candidate) {
      const values = learnerValues(definition);
      const setting = kernelSettings(definition)[Math.floor(candidate / values.length)]!;
      const task = taskOf(definition, train, [values[candidate % values.length]!]);
      const [own] = learnerGrams(definition, train.sequences, [setting]);
      const { gram, cross } = own!;
      const [diagonal] = testDiagonals(definition, test.sequences, [setting]);
      const blocks = cross(scoredBlocks(definition, train, test, setting), diagonal!);
      const scores = learner.scores?.(gram, blocks, task);
      return { fit: { gram: gramFacts(gram) }, ...(scores === undefined ? {} : { scores }) };
    },
    fit: learner.fit.extend({ gram: gramFactsSchema }) as unknown as z.ZodType<never>,
    facts: (fit) => [...learner.facts(fit), ["Gram", gramText(fit.gram as GramFacts)]],
    strength: (grid) => {
      const values = learnerValues({ grid });
      return (candidate) => learner.strength(values[candidate % values.length]!);
    },
    cost: kernelCost(learner),
  };
}

function* scoredBlocks(
  { kernel }: KernelDefinition,
  train: LabelledSet,
  test: LabelledSet,
  setting: Setting,
) {
  for (const blocks of crossGrams(kernelNamed(kernel), train.sequences, test.sequences, [setting]))
    yield* blocks;
}
