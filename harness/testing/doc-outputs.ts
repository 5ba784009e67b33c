/**
 * Pages show what commands print, between two comments that name the command and end the block:
 *
 *     <!-- npx tsx harness report configs/paper-table.yaml --print scores -->
 *     …
 *     <!-- end -->
 *
 * `npm run docs:refresh` runs the commands and writes what they print; a test compares.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const pattern = /(<!-- npx tsx harness ([^\n]+) -->\n)(.*?)(<!-- end -->)/gs;

/** A block of a page: the command's arguments and what the page shows. */
export interface ShownOutput {
  readonly page: string;
  readonly command: string;
  readonly shown: string;
}

/** The pages that may hold such blocks, from the project's folder. */
function pages(): string[] {
  const docs = readdirSync(join(root, "docs")).filter((name) => name.endsWith(".md"));
  return ["README.md", ...docs.sort().map((name) => join("docs", name))];
}

/** All blocks of all pages. */
export function shownOutputs(): ShownOutput[] {
  return pages().flatMap((page) =>
    [...readFileSync(join(root, page), "utf8").matchAll(pattern)].map(
      ([, , command = "", shown = ""]) => ({ page, command, shown }),
    ),
  );
}

/** What a command prints in the project's folder, its report going elsewhere; the archive is not needed. */
export function printed(command: string): string {
  const reports = mkdtempSync(join(tmpdir(), "docs-"));
  const elsewhere = command.startsWith("report ") ? ["--reports", reports] : [];
  try {
    const output = execFileSync(
      process.execPath,
      ["--import", "tsx", "harness/index.ts", ...command.split(" "), ...elsewhere],
      { cwd: root, encoding: "utf8", env: { ...process.env, UCR_ARCHIVE: "" } },
    );
    return `\n${output.trim()}\n\n`;
  } finally {
    rmSync(reports, { recursive: true });
  }
}

if (import.meta.filename === process.argv[1]) {
  for (const page of pages()) {
    const text = readFileSync(join(root, page), "utf8");
    const fresh = text.replace(
      pattern,
      (_, start: string, command: string, __: string, end: string) =>
        start + printed(command) + end,
    );
    if (fresh === text) continue;
    writeFileSync(join(root, page), fresh);
    console.log(page);
  }
}
