import type { z } from "zod";
import { HarnessError } from "../../errors.ts";
import type { ClassificationConfig } from "./config.ts";
import { methodEntries } from "./configured-methods.ts";

/** What a config's methods are checked for together: settings that go with each other, and names of their own. */
export function checkMethods(config: ClassificationConfig, context: z.core.$RefinementCtx): void {
  const seen = new Set<string>();
  for (const { path, configured } of methodEntries(config)) {
    const refuse = (message: string) =>
      context.addIssue({ code: "custom", path: [...path], message });
    try {
      const { id } = configured();
      if (seen.has(id))
        refuse(`the method ${id} stands twice: give one of the two entries a \`name\``);
      seen.add(id);
    } catch (error) {
      if (!(error instanceof HarnessError)) throw error;
      refuse(error.message);
    }
  }
}
