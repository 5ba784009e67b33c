import { z } from "zod";
import type { Kernel, SettingKey } from "../kernels/kernel.ts";

/** Schema of the values that a key of a kernel's setting takes, without its default. */
export function valueSchema(key: SettingKey): z.ZodType<number | string> {
  if (key.type === "choice") return z.enum(key.choices);
  let schema: z.ZodNumber = key.type === "integer" ? z.int() : z.number();
  if (key.above !== undefined) schema = schema.gt(key.above);
  if (key.atLeast !== undefined) schema = schema.gte(key.atLeast);
  return schema;
}

/** Schema of a kernel's setting: each key with its default and its description. */
export function settingSchema(kernel: Kernel): z.ZodObject {
  const shape = Object.entries(kernel.setting).map(([name, key]) => {
    const value = valueSchema(key);
    const schema = key.default === undefined ? value : value.default(key.default);
    return [name, schema.describe(key.description)] as const;
  });
  return z.strictObject(Object.fromEntries(shape));
}
