import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { nearest } from "../nearest.ts";

const isConfig = /\.ya?ml$/;

function configsIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => isConfig.test(name))
    .sort();
}

/** What to do where there is no config `path`: the file that was probably meant, in its folder or the project's. */
export function nearestConfigHint(path: string): string {
  const own = fileURLToPath(new URL("../../configs/", import.meta.url));
  for (const folder of [dirname(path), own]) {
    const names = configsIn(folder);
    const wanted = basename(path).replace(isConfig, "");
    const stem = nearest(
      wanted,
      names.map((name) => name.replace(isConfig, "")),
    );
    const name = names.find((one) => one.replace(isConfig, "") === stem);
    if (name !== undefined) return `did you mean ${relative(".", join(folder, name))}?`;
  }
  return "the project's own are in configs/";
}
