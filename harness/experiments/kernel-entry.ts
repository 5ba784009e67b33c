import { z } from "zod";
import { kernels } from "../kernels/registry.ts";
import { gridSchema } from "./grid.ts";

const methodName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9.-]*$/, "must be lower-case letters, digits, dots and hyphens")
  .describe("Name of the method in results and tables; the kernel's own name unless given.");

const [first, ...others] = kernels.map((kernel) =>
  z.strictObject({
    kernel: z.literal(kernel.name).describe("The kernel."),
    name: methodName.optional(),
    label: z.string().min(1).optional().describe("Heading in tables and figures."),
    grid: gridSchema(kernel).describe(
      "Values of each setting (one or a list); the grid is their product, the last key varying fastest.",
    ),
  }),
);

/** A method of a config: a kernel with the grid of its settings. */
export const kernelEntry = z.discriminatedUnion("kernel", [first!, ...others]) as z.ZodType<{
  readonly kernel: string;
  readonly name?: string | undefined;
  readonly label?: string | undefined;
  readonly grid: Record<string, (number | string | boolean)[]>;
}>;

export type KernelEntry = z.infer<typeof kernelEntry>;
