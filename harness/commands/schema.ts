import type { CommandModule } from "yargs";
import { configJsonSchema } from "../config/json-schema.ts";
import { configReference } from "../config/reference.ts";

interface SchemaArguments {
  format: "json" | "markdown";
}

export const schemaCommand: CommandModule<object, SchemaArguments> = {
  builder: (builder) =>
    builder.option("format", {
      choices: ["json", "markdown"] as const,
      default: "json" as const,
      describe: "The JSON schema for editors, or the reference page docs/config.md",
    }),
  handler({ format }) {
    process.stdout.write(
      format === "json" ? `${JSON.stringify(configJsonSchema(), null, 2)}\n` : configReference(),
    );
  },
};
