import { createRequire } from "node:module";

/** Version of the program, from package.json. */
export const version: string = createRequire(import.meta.url)("../package.json").version;
