import { z } from "zod";
import type { Experiment } from "../experiments/experiment.ts";

/** Keys that every config has, whatever the experiment. */
const common = z.strictObject({
  title: z.string().min(1).describe("Heading of the report."),
  description: z
    .string()
    .optional()
    .describe(
      "What the config is for, in a sentence or two; stands below the heading of the report.",
    ),
  archive: z
    .string()
    .optional()
    .describe(
      "Folder of the UCR archive (one folder a data set), relative to the config. The flag --archive comes before it, the environment variable UCR_ARCHIVE and datasets/ucr after it.",
    ),
  sources: z
    .array(z.string().min(1))
    .optional()
    .describe(
      "Where `harness fetch` gets this config's data sets: addresses of a zip of the archive, addresses with {name} for one zip a data set, folders or zips on disk; tried in turn. The archive's public sites unless given.",
    ),
  published: z
    .string()
    .optional()
    .describe(
      "CSV of published accuracies (`dataset,<classifier>,…`, fractions), relative to the config: the report offers them as columns.",
    ),
});

export type Config = z.infer<typeof common> & { readonly experiment: string };

/** The whole schema of a config of one experiment: the common keys and the experiment's own. */
export function configSchemaFor(experiment: Experiment): z.ZodObject {
  const name = z.literal(experiment.name);
  const schema = z.strictObject({
    ...common.shape,
    experiment: (experiment.default ? name.default(experiment.name) : name).describe(
      "Which experiment the config is of.",
    ),
    ...experiment.schema.shape,
  });
  return schema.superRefine((config, context) => experiment.check?.(config, context));
}
