import { z } from "zod";
import { experiments } from "../experiments/registry.ts";
import { configSchemaFor } from "./schema.ts";

/** JSON schema of a config file, for editors: one alternative an experiment. */
export function configJsonSchema(): Record<string, unknown> {
  const [first, ...others] = experiments.map((experiment) => configSchemaFor(experiment));
  const schema = others.length === 0 ? first! : z.union([first!, ...others]);
  return {
    title: "A config of the harness",
    ...z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }),
  };
}
