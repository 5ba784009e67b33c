import { z } from "zod";
import { type PreparePolicies, preparePolicies } from "../../data/prepare.ts";
import { type DatasetSpec, datasetSpec } from "../../data/spec.ts";
import { distinctList } from "../../distinct-list.ts";
import type { Method } from "../../methods/method.ts";
import { methods } from "../../methods/registry.ts";
import { type KernelEntry, kernelEntry, naming } from "../kernel-entry.ts";

const selection = z.strictObject({
  folds: z.int().min(2).default(10).describe("Folds of the cross-validation on the training set."),
  foldSeeds: distinctList(z.int().nonnegative())
    .min(1)
    .default([0])
    .describe(
      "Seeds of the assignment to folds; the whole selection is repeated with each. The paper does not say which.",
    ),
  stratification: z
    .enum(["none", "by-class"])
    .default("none")
    .describe("Whether each fold keeps the proportions of the classes. The paper does not say."),
  order: z
    .enum(["shuffled", "as-listed"])
    .default("shuffled")
    .describe(
      "`shuffled`: the training cases are dealt to the folds at random; `as-listed`: each fold is a block of cases in the order of the file, or with `by-class` of each class, as scikit-learn's KFold and StratifiedKFold without shuffling; the fold seeds then decide no more than draws among ties, and what a network draws. The paper does not say.",
    ),
  ties: z
    .enum(["first", "last", "smallest-c", "largest-c", "random"])
    .default("first")
    .describe(
      "Which of several candidates with the best mean validation accuracy is chosen: the first or last in grid order (the kernel's settings in grid order, C or the ridge fastest), the first with the smallest or largest C (the largest or smallest ridge), or a seeded draw. The paper does not say.",
    ),
  tiesRecorded: z
    .int()
    .positive()
    .default(50)
    .describe(
      "Of how many tied candidates the test accuracy is measured: where there are more, a seeded sample of that many; their true number is always recorded.",
    ),
  pruning: z
    .enum(["none", "exact"])
    .default("none")
    .describe(
      "`exact` leaves a candidate as soon as its remaining folds cannot lift it to the best: same choice, same ties, fewer fits, but no whole validation surface.",
    ),
});

const ofKernels = methods.filter(({ entry }) => entry.list === "kernels");

/** A learner's group as an entry of `kernels` may have it: any of its keys, in place of the group's. */
function ownSettings({ settings }: Method): z.ZodType {
  const { key, schema } = settings!;
  const keys = Object.entries(schema.shape).map(([name, field]) => {
    const given = field instanceof z.ZodDefault ? (field.unwrap() as z.ZodType) : field;
    return [name, given.optional().describe(`In place of \`${key}.${name}\`.`)];
  });
  return z
    .strictObject(Object.fromEntries(keys))
    .optional()
    .describe(`Settings of this entry alone, in place of those of the group \`${key}\`.`);
}

const learner = {
  learner: z
    .enum(ofKernels.map(({ name }) => name))
    .default(ofKernels[0]!.name)
    .describe(
      "In classification, what classifies on the kernel's Gram; its settings stand in the group of its name.",
    ),
  ...Object.fromEntries(ofKernels.map((method) => [method.settings!.key, ownSettings(method)])),
};

/** An entry of `kernels`: a kernel, its grid, and the method that classifies with it. */
export type LearnerEntry = KernelEntry & {
  readonly learner: string;
  /** Settings of its own, below the key of its learner. */
  readonly [group: string]: unknown;
};

/** An entry with the settings of its own learner alone. */
const learnerEntry = kernelEntry(learner).superRefine((entry, context) => {
  for (const { name } of ofKernels)
    if (name !== entry.learner && name in entry)
      context.addIssue({
        code: "custom",
        path: [name],
        message: `\`${name}\` stands in an entry whose learner is ${entry.learner}`,
      });
}) as unknown as z.ZodType<LearnerEntry>;

/** An entry of `methods`; its other keys are those of the method. */
export interface MethodEntry {
  readonly method: string;
  readonly name?: string | undefined;
  readonly label?: string | undefined;
}

const [firstEntry, ...otherEntries] = methods.flatMap(({ name, entry }) =>
  entry.list === "methods"
    ? [
        z.strictObject({
          method: z.literal(name).describe("The method."),
          ...naming,
          ...entry.keys.shape,
        }),
      ]
    : [],
);

const methodEntry = z.discriminatedUnion("method", [
  firstEntry!,
  ...otherEntries,
]) as z.ZodType<MethodEntry>;

/** The groups of settings that methods have, by their keys. */
const groups = Object.fromEntries(
  methods.flatMap(({ settings }) =>
    settings === undefined
      ? []
      : [[settings.key, settings.schema.prefault({}).describe(settings.description)]],
  ),
);

/** Config keys of the classification experiment. */
export const classificationSchema = z.strictObject({
  datasets: z
    .array(datasetSpec)
    .min(1)
    .describe("Data sets: names of the archive or of a group, generated sets, or own files."),
  kernels: z
    .array(learnerEntry)
    .default([])
    .describe("Kernels and their grids; a row of the table has a column for each."),
  methods: z
    .array(methodEntry)
    .default([])
    .describe("Methods without a kernel, which stand beside the kernels in the table."),
  beside: distinctList(z.string().min(1))
    .default([])
    .describe(
      "Configs of this experiment, relative to this one, whose records the report shows beside, on this config's data sets: their methods, but for those of a name that this config has too.",
    ),
  prepare: preparePolicies
    .prefault({})
    .describe("What happens to the series before any method sees them."),
  selection: selection.prefault({}).describe("How a candidate of each grid is chosen."),
  ...groups,
});

/** A checked config. */
export interface ClassificationConfig {
  readonly datasets: readonly DatasetSpec[];
  readonly kernels: readonly LearnerEntry[];
  readonly methods: readonly MethodEntry[];
  readonly beside: readonly string[];
  readonly prepare: PreparePolicies;
  readonly selection: z.infer<typeof selection>;
  /** Groups of settings of methods. */
  readonly [group: string]: unknown;
}
