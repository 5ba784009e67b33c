import { z } from "zod";
import type { DatasetFormat } from "./formats/format.ts";
import { formats } from "./formats/registry.ts";
import { unknownName } from "./manifest.ts";
import { generators } from "./synthetic/registry.ts";

const ownName = z
  .string()
  .max(100)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, "must be letters, digits, dots, hyphens and underscores")
  .describe("Name of the data set in results and tables.");
const size = z.int().min(1).max(1_000_000);

/** Endings of a format and what such files hold, such as `.ts (a header, …)`. */
function fileForm({ name, endings, summary }: DatasetFormat): string {
  const own = endings.map(({ ending }) => ending).filter((ending) => ending !== "");
  const files = own.length === 0 ? `\`format: ${name}\`` : own.join(", ");
  return `${files.replace(/, (\S+)$/, " or $1")} (${summary})`;
}

const forms = formats.map(fileForm).join("; ");

/** How own files are to be read. */
const reading = {
  format: z
    .enum(formats.map(({ name }) => name))
    .optional()
    .describe("The format, where the file's ending does not tell it."),
  ...Object.fromEntries(formats.flatMap(({ options }) => Object.entries(options))),
};

/** The reader's own training and test file. */
const ownFiles = z.strictObject({
  name: ownName,
  train: z.string().min(1).describe(`Training file, relative to the config: ${forms}.`),
  test: z.string().min(1).describe("Test file, in the same form."),
  ...reading,
}) as unknown as z.ZodType<OwnFilesSpec>;

/** How one file becomes training and test series. */
const split = z.strictObject({
  share: z
    .number()
    .gt(0)
    .lt(1)
    .default(0.7)
    .describe(
      "Share of each class that is for training, rounded to whole series; a class of two or more has some in both parts.",
    ),
  seed: z.int().nonnegative().default(0).describe("Another seed gives another split."),
});

export type Split = z.infer<typeof split>;

/** One file of the reader's own, which is split. */
const ownFile = z.strictObject({
  name: ownName,
  file: z
    .string()
    .min(1)
    .describe(
      "One file with all series, relative to the config, in place of `train` and `test`, in one of their forms.",
    ),
  split: split
    .prefault({})
    .describe(
      "How the file is split into training and test series: at random within each class, always the same for the same series, labels and seed.",
    ),
  ...reading,
}) as unknown as z.ZodType<OwnFilesSpec>;

/** The reader's own files: one for training and one for the test, or one with its split. */
export type OwnFilesSpec = {
  readonly name: string;
  readonly format?: string | undefined;
  /** The options of the formats. */
  readonly [option: string]: unknown;
} & (
  | { readonly train: string; readonly test: string }
  | { readonly file: string; readonly split: Split }
);

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
    ownFile,
    generated,
  ])
  .describe(
    "A data set: a name of the UCR archive (or a group such as `paper-56`), the reader's own two files or one, or a generated set.",
  );

export type DatasetSpec = string | OwnFilesSpec | GeneratedSpec;
