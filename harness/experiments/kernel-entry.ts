import { z } from "zod";
import { kernels } from "../kernels/registry.ts";
import { gridSchema } from "../methods/grid-schema.ts";

/** Keys that every entry of a list of methods has: how it is called. */
export const naming = {
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]*$/, "must be lower-case letters, digits, dots and hyphens")
    .optional()
    .describe(
      "Name of the method in results and tables; its own, such as rntk, rbf-ridge or 1-nn, unless given.",
    ),
  label: z.string().min(1).optional().describe("Heading in tables and figures."),
};

/** A kernel with the grid of its settings. */
export interface KernelEntry {
  readonly kernel: string;
  readonly name?: string | undefined;
  readonly label?: string | undefined;
  readonly grid: Record<string, (number | string | boolean)[]>;
}

/**
 * Schema of an entry of `kernels`.
 * @param own keys that the experiment adds to every entry
 */
export function kernelEntry<Own extends z.ZodRawShape>(
  own: Own,
): z.ZodType<KernelEntry & z.infer<z.ZodObject<Own>>> {
  const [first, ...others] = kernels.map((kernel) =>
    z.strictObject({
      kernel: z.literal(kernel.name).describe("The kernel."),
      ...own,
      ...naming,
      grid: gridSchema(kernel).describe(
        "Values of each setting (one or a list); the grid is their product, the last key varying fastest.",
      ),
    }),
  );
  const entry: z.ZodType = z.discriminatedUnion("kernel", [first!, ...others]);
  return entry as z.ZodType<KernelEntry & z.infer<z.ZodObject<Own>>>;
}
