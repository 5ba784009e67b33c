import { z } from "zod";
import { unknownName } from "./manifest.ts";
import { generators } from "./synthetic/registry.ts";

const ownName = z
  .string()
  .max(100)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, "must be letters, digits, dots, hyphens and underscores")
  .describe("Name of the data set in results and tables.");
const size = z.int().min(1).max(1_000_000);

/** The reader's own training and test file. */
const ownFiles = z.strictObject({
  name: ownName,
  train: z
    .string()
    .min(1)
    .describe(
      "Training file, relative to the config: .tsv, .csv or .txt (a series a row, label first, numbers) or .ts.",
    ),
  test: z.string().min(1).describe("Test file, in the same form."),
  lengths: z
    .enum(["equal", "vary"])
    .default("equal")
    .describe(
      "Whether rows of .tsv, .csv and .txt may have different numbers of columns; with `equal` a short row is an error.",
    ),
});

const [firstGenerated, ...otherGenerated] = generators.map((generator) =>
  z.strictObject({
    name: ownName,
    generate: z.literal(generator.name).describe("The generator."),
    trainSize: size.describe("Number of training series; the classes take turns."),
    testSize: size.describe("Number of test series."),
    seed: z
      .int()
      .nonnegative()
      .describe("Another seed gives another set; the same one the same bytes."),
    ...generator.parameters.shape,
  }),
);

/** A set drawn by one of our generators. */
const generated = z.discriminatedUnion("generate", [
  firstGenerated!,
  ...otherGenerated,
]) as z.ZodType<GeneratedSpec>;

export interface GeneratedSpec {
  readonly name: string;
  readonly generate: string;
  readonly trainSize: number;
  readonly testSize: number;
  readonly seed: number;
  /** The generator's own parameters. */
  readonly [parameter: string]: unknown;
}

export type OwnFilesSpec = z.infer<typeof ownFiles>;

/** An entry of a config's `datasets`. */
export const datasetSpec = z
  .union([
    z
      .string()
      .refine((value) => unknownName(value) === undefined, {
        error: ({ input }) => unknownName(input as string) ?? "",
      })
      .describe("Name of a data set of the archive, or of a group of them such as `paper-56`."),
    ownFiles,
    generated,
  ])
  .describe(
    "A data set: a name of the UCR archive (or a group such as `paper-56`), the reader's own two files, or a generated set.",
  );

export type DatasetSpec = string | OwnFilesSpec | GeneratedSpec;
