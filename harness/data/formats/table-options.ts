import { z } from "zod";

const column = z.string().min(1);

/** What a config's entry may say of the columns of a table of the reader's own. */
export type TableOptions = {
  /** `first`, `last`, or the name of the column of labels; the first one unless given. */
  readonly label?: string | undefined;
  /** Whether the first row names the columns; found out unless given. */
  readonly header?: boolean | undefined;
  /** Names of columns that hold neither values nor labels. */
  readonly ignore?: readonly string[] | undefined;
  /** Columns of the long form, a row a value. */
  readonly long?: LongColumns | undefined;
};

/** Columns of the long form. */
export interface LongColumns {
  readonly series: string;
  readonly time?: string | undefined;
  readonly value: string | readonly string[];
}

export const tableOptions: {
  readonly [Key in keyof TableOptions]-?: z.ZodType<TableOptions[Key]>;
} = {
  label: column
    .optional()
    .describe(
      "Where labels stand in rows of .tsv, .csv and .txt: `first` (unless given), `last`, or the name of their column in the header. Labels may be words.",
    ),
  header: z
    .boolean()
    .optional()
    .describe(
      "Whether the first line of .tsv, .csv and .txt names the columns; unless given it does where nothing in it but the label is a number.",
    ),
  ignore: z
    .array(column)
    .min(1)
    .optional()
    .describe("Names of columns that are neither values nor labels, such as an identifier."),
  long: z
    .strictObject({
      series: column.describe("The column that tells the series apart."),
      time: column
        .optional()
        .describe(
          "The column of times, numbers or dates such as 2024-05-31T12:00, by which the values of a series are sorted; they stand in order unless given. Steps count as equally long.",
        ),
      value: z
        .union([column, z.array(column).min(1)])
        .describe("The column of values; a list of them for series of several channels."),
    })
    .optional()
    .describe(
      "The long form of .tsv, .csv and .txt, a row a value, with the names of its columns; `label` names that of the labels, which are the same in all rows of a series.",
    ),
};
