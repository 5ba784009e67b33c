import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const beside = fileURLToPath(new URL("../../shared/", import.meta.url));

/** Absolute path of the folder of reference values beside the project, where there is one (for tests). */
export const sharedFolder: string | undefined = existsSync(beside) ? beside : undefined;

/** Why tests that read that folder are skipped here, if they are. */
export const withoutSharedFolder: string | false =
  sharedFolder === undefined &&
  "needs ../shared, a folder of archive data and reference values that is no part of the project";
