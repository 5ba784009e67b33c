import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assembly, options, sourceHash, typescriptFiles } from "./source-hash.ts";

/*
 * Compiles the AssemblyScript sources into committed TypeScript modules: every file directly in
 * `../assembly/` is one module, `assembly/<name>.ts` → `<name>.wasm.ts`, with parts in
 * `assembly/<name>/`. With `--check` nothing is written, and the exit status is 1 where the
 * committed bytes are not those that the sources give.
 */

/** The folder of the built modules. */
const modules = join(import.meta.dirname, "..");

function compile(entry: string): Buffer {
  const compiler = createRequire(import.meta.url).resolve("assemblyscript/bin/asc.js");
  const folder = mkdtempSync(join(tmpdir(), "rntk-wasm-"));
  try {
    const output = join(folder, "module.wasm");
    const command = [compiler, entry, ...options, "--outFile", output];
    execFileSync(process.execPath, command, { cwd: assembly, stdio: "inherit" });
    return readFileSync(output);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The text of `<name>.wasm.ts`. */
function moduleText(entry: string, bytes: Buffer): string {
  return [
    `/** Made by \`npm run build:wasm\` from assembly/${entry}; not to be edited. */`,
    `export const sourceHash = "${sourceHash(entry)}";`,
    "export const base64 =",
    `  "${bytes.toString("base64")}";`,
    "",
  ].join("\n");
}

const check = process.argv.includes("--check");
for (const entry of typescriptFiles(assembly)) {
  const target = join(modules, entry.replace(/\.ts$/, ".wasm.ts"));
  const bytes = compile(entry);
  const text = moduleText(entry, bytes);
  if (!check) {
    writeFileSync(target, text);
    console.log(`${entry}: ${bytes.length} bytes of WebAssembly`);
  } else if (!existsSync(target) || readFileSync(target, "utf8") !== text) {
    console.error(`${target} is not what assembly/${entry} gives: run npm run build:wasm`);
    process.exitCode = 1;
  }
}
