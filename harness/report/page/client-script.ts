import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

/** Scripts that a page can have, each with the file in `client/` that it starts from. */
const entries = { results: "results.ts", tooltip: "tooltip.ts" };

type ScriptName = keyof typeof entries;

const folder = fileURLToPath(new URL("client/", import.meta.url));

const bundled = new Map<ScriptName, string>();

/**
 * A script of the page as one piece of JavaScript that imports nothing. The same sources give the same
 * bytes. It is bundled when it is first asked for, which takes some hundredths of a second, by the
 * esbuild that tsx runs on.
 */
export function clientScript(name: ScriptName): string {
  const known = bundled.get(name);
  if (known !== undefined) return known;
  const { outputFiles } = buildSync({
    absWorkingDir: folder,
    entryPoints: [entries[name]],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    platform: "browser",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
  });
  const script = outputFiles.map(({ text }) => text.trim()).join("\n");
  bundled.set(name, script);
  return script;
}
