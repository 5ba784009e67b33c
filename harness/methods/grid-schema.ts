import { z } from "zod";
import { distinctList } from "../distinct-list.ts";
import { HarnessError } from "../errors.ts";
import type { Kernel } from "../kernels/kernel.ts";
import { type Grid, type GridAxis, type GridValue, pointsOf } from "./grid.ts";
import { settingSchema } from "./setting-schema.ts";

const rootPattern = /^sqrt\((\d+(?:\.\d+)?)\)$/;

/** A number may be written as `sqrt(2)`: the root is exact to the last bit, a decimal is not. */
export function orRoot(schema: z.ZodType): z.ZodType {
  if (!schema.safeParse(0.5).success) return schema;
  const root = z
    .string()
    .regex(rootPattern, 'must be a number, or a root such as "sqrt(2)"')
    .transform((text) => Math.sqrt(Number(rootPattern.exec(text)![1])))
    .refine((value) => schema.safeParse(value).success, "is out of range");
  return z.union([schema, root]);
}

/** The default of a setting's key, or `undefined` where it has none. */
function defaultOf(key: z.ZodType): GridValue | undefined {
  const parsed = key.safeParse(undefined);
  return parsed.success ? (parsed.data as GridValue) : undefined;
}

/** Schema of the values of a key of a grid, of which none is written twice: one value or a list of them. */
export function axisSchema(value: z.ZodType) {
  return z.union([
    distinctList(value as z.ZodType<GridValue>).min(1),
    value.transform((one) => [one as GridValue]),
  ]);
}

/** Schema of a kernel's grid in a config: every key takes a value or a list of values. */
export function gridSchema(kernel: Kernel): z.ZodObject {
  const shape = Object.entries(settingSchema(kernel).shape as Record<string, z.ZodType>).map(
    ([key, schema]) => {
      const values = axisSchema(orRoot(schema));
      const fallback = defaultOf(schema);
      const entry = fallback === undefined ? values : values.default([fallback]);
      return [key, entry.describe(schema.description ?? key)] as const;
    },
  );
  return z.strictObject(Object.fromEntries(shape));
}

/**
 * The grid of a config's entry, its keys in the kernel's order, without those that joined `later` and
 * have nothing but their default.
 * @throws HarnessError `config` for a grid with a point that the kernel refuses
 */
export function gridFrom(
  kernel: Kernel,
  values: Readonly<Record<string, readonly GridValue[]>>,
): Grid {
  const grid: GridAxis[] = [];
  for (const [key, { later, default: fallback }] of Object.entries(kernel.setting)) {
    const own = values[key]!;
    const absent = later === true && own.length === 1 && own[0] === fallback;
    if (!absent) grid.push({ key, values: own });
  }
  refuseConflicts(kernel, grid);
  return grid;
}

function refuseConflicts(kernel: Kernel, grid: Grid): void {
  if (kernel.conflict === undefined) return;
  for (const point of pointsOf(grid)) {
    const conflict = kernel.conflict(point);
    if (conflict !== undefined) throw new HarnessError("config", conflict);
  }
}
