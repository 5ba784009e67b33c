/**
 * Pages show what commands print, between two comments that name the command and end the block:
 *
 *     <!-- npx tsx harness report configs/paper-table.yaml --print scores -->
 *     …
 *     <!-- end -->
 *
 * and figures that commands draw, below a comment that names figure and command:
 *
 *     <!-- figure ranks: npx tsx harness report configs/paper-table.yaml -->
 *     ![Mean ranks](docs/images/paper-table-ranks.png)
 *
 * `npm run docs:refresh` runs the commands and writes what they print and draw; a test compares.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const pattern = /(<!-- npx tsx harness ([^\n]+) -->\n)(.*?)(<!-- end -->)/gs;

const figurePattern = /<!-- figure (\S+): npx tsx harness ([^\n]+) -->\n!\[[^\]]*\]\(([^)]+)\)/g;

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

/** A figure of a page, and the command that draws it among others. */
export interface ShownFigure {
  readonly page: string;
  readonly figure: string;
  readonly command: string;
  /** Path of its PNG. */
  readonly path: string;
}

/** All figures of all pages that a command of the program draws. */
export function shownFigures(): ShownFigure[] {
  return pages().flatMap((page) =>
    [...readFileSync(join(root, page), "utf8").matchAll(figurePattern)].map(
      ([, figure = "", command = "", path = ""]) => ({
        ...{ page, figure, command },
        path: join(root, dirname(page), path),
      }),
    ),
  );
}

/** Runs a command in the project's folder, what it writes going to `folder`; the archive is not needed. */
function outputOf(command: string, folder: string): string {
  const [name] = command.split(" ");
  const elsewhere = [
    ...(name === "run" ? ["--results", join(folder, "results")] : []),
    ...(name === "run" || name === "report" ? ["--reports", join(folder, "reports")] : []),
  ];
  return execFileSync(
    process.execPath,
    ["--import", "tsx", "harness/index.ts", ...command.split(" "), ...elsewhere],
    { cwd: root, encoding: "utf8", env: { ...process.env, UCR_ARCHIVE: "" } },
  );
}

function inFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "docs-"));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What a command prints. */
export function printed(command: string): string {
  return inFolder((folder) => `\n${outputOf(command, folder).trim()}\n\n`);
}

/** The PNG of a figure as its command draws it. */
export function drawn({ figure, command }: ShownFigure): Buffer {
  return inFolder((folder) => {
    outputOf(command, folder);
    const config = basename(command.split(" ")[1]!, ".yaml");
    return readFileSync(join(folder, "reports", config, "figures", `${figure}.png`));
  });
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
  for (const figure of shownFigures()) {
    const png = drawn(figure);
    if (png.equals(readFileSync(figure.path))) continue;
    writeFileSync(figure.path, png);
    console.log(relative(root, figure.path));
  }
}
