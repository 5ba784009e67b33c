import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Where the AssemblyScript sources are: `<name>.ts` is a module, `<name>/` has its parts, `shared/` those of several. */
export const assembly = join(import.meta.dirname, "..", "assembly");

/**
 * The `stub` runtime never allocates by itself: the memory above `__heap_base` is the caller's.
 * No option here may license the compiler to change float arithmetic.
 */
export const options = "--runtime stub --enable simd --noAssert --optimizeLevel 3 --converge".split(
  " ",
);

/** The TypeScript files of a folder, sorted; none where there is no such folder. */
export function typescriptFiles(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".ts"))
    .sort();
}

/** SHA-256 over the compiler's options and the names and texts of the sources of a module. */
export function sourceHash(entry: string): string {
  const folder = entry.replace(/\.ts$/, "");
  const parts = [folder, "shared"].flatMap((own) =>
    typescriptFiles(join(assembly, own)).map((name) => `${own}/${name}`),
  );
  const hash = createHash("sha256").update(options.join(" "));
  for (const name of [entry, ...parts])
    hash.update(`\0${name}\0`).update(readFileSync(join(assembly, name)));
  return hash.digest("hex");
}
