import type { CommandModule } from "yargs";
import { configJsonSchema } from "../config/json-schema.ts";

export const schemaCommand: CommandModule = {
  handler() {
    console.log(JSON.stringify(configJsonSchema(), null, 2));
  },
};
