import type { CommandModule } from "yargs";
import { configJsonSchema } from "../config/json-schema.ts";

export const schemaCommand: CommandModule = {
  command: "schema",
  describe: "Print the JSON schema of configs, for editors (configs/config.schema.json)",
  handler() {
    console.log(JSON.stringify(configJsonSchema(), null, 2));
  },
};
