import { z } from "zod";
import type { Kernel } from "./kernel.ts";

/** A key of a kernel's setting, as command-line flags and tests need it. */
export interface SettingKey {
  readonly name: string;
  readonly description: string;
  /** Absent where the key has no default. */
  readonly fallback?: number | string;
  readonly values:
    | { readonly kind: "integer" | "number" }
    | { readonly kind: "choice"; readonly choices: readonly string[] };
}

/** The keys of a kernel's setting, in grid order, read from its schema. */
export function settingKeys(kernel: Kernel): SettingKey[] {
  return Object.entries(kernel.setting.shape as Record<string, z.ZodType>).map(([name, schema]) => {
    const optional = schema instanceof z.ZodDefault;
    const inner = optional ? schema.unwrap() : schema;
    return {
      name,
      description: schema.description ?? "",
      ...(optional ? { fallback: schema.parse(undefined) as number | string } : {}),
      values: valuesOf(inner as z.ZodType),
    };
  });
}

function valuesOf(schema: z.ZodType): SettingKey["values"] {
  if (schema instanceof z.ZodEnum) return { kind: "choice", choices: schema.options.map(String) };
  return { kind: schema.safeParse(1.5).success ? "number" : "integer" };
}
