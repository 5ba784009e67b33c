/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { writeAtomically } from "../write-atomically.ts";
import { counted } from "./format.ts";
import { framedHtml } from "./page/frame.tsx";
import { Scroll } from "./page/scroll.tsx";

/** Name of the file in a report's folder that holds its line of the index. */
export const verdictFile = "verdict.json";

const verdictSchema = z.object({ title: z.string(), answer: z.string(), progress: z.string() });

/** A report's line in the index. */
export type Verdict = z.infer<typeof verdictSchema>;

interface Entry extends Verdict {
  /** Name of the report's folder. */
  readonly name: string;
}

/** The line of a folder; undefined where there is no whole report. */
function entryOf(folder: string, name: string): Entry | undefined {
  if (!existsSync(join(folder, name, "index.html"))) return undefined;
  try {
    const text = readFileSync(join(folder, name, verdictFile), "utf8");
    return { name, ...verdictSchema.parse(JSON.parse(text)) };
  } catch {
    // an older report, or a folder of somebody else's: it is linked to all the same
    return { name, title: name, answer: "", progress: "" };
  }
}

function entriesOf(folder: string): Entry[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .map((name) => entryOf(folder, name))
    .filter((entry) => entry !== undefined);
}

/** The page of all reports. */
function indexHtml(entries: readonly Entry[]): string {
  return framedHtml(
    { title: "Reports" },
    <>
      <header class="summary">
        <h1>Reports</h1>
        <p class="progress">{counted(entries.length, "report")} in this folder.</p>
      </header>
      <main id="results">
        <Scroll label="Reports and their verdicts">
          <table class="reports">
            <thead>
              <tr>
                <th scope="col">Report</th>
                <th scope="col">Verdict</th>
                <th scope="col">Tasks</th>
              </tr>
            </thead>
            <tbody>
              {entries.map(({ name, title, answer, progress }) => (
                <tr>
                  <th scope="row">
                    <a href={`${encodeURIComponent(name)}/index.html`}>{title}</a>
                    <div class="hint">{name}</div>
                  </th>
                  <td>{answer}</td>
                  <td>{progress}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      </main>
    </>,
  );
}

/**
 * Writes `index.html` of a folder of reports, a line each with its verdict. Several processes may do
 * so at once: each looks again after it has written, so that whoever writes last has seen them all.
 *
 * @param folder such as `reports`
 * @returns the path of the page
 */
export function writeReportsIndex(folder: string): string {
  const path = join(folder, "index.html");
  let html = indexHtml(entriesOf(folder));
  for (;;) {
    writeAtomically(path, html);
    const now = indexHtml(entriesOf(folder));
    if (now === html) return path;
    html = now;
  }
}
