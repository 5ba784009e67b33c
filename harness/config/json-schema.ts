import { z } from "zod";
import { experiments } from "../experiments/registry.ts";
import { configSchemaFor } from "./schema.ts";

/** JSON schema of what a reader may write, each key with its description and its default. */
export function jsonSchemaOf(schema: z.ZodType): Record<string, unknown> {
  return z.toJSONSchema(schema, {
    io: "input",
    unrepresentable: "any",
    // Zod leaves out the defaults of keys that are transformed; ours can all be written as they are.
    override: ({ zodSchema, jsonSchema }) => {
      const { def } = zodSchema._zod;
      if (def.type === "default")
        jsonSchema.default = def.defaultValue as typeof jsonSchema.default;
    },
  });
}

/** JSON schema of a config file, for editors: one alternative an experiment. */
export function configJsonSchema(): Record<string, unknown> {
  const [first, ...others] = experiments.map((experiment) => configSchemaFor(experiment));
  const schema = others.length === 0 ? first! : z.union([first!, ...others]);
  return { title: "A config of the harness", ...jsonSchemaOf(schema) };
}
