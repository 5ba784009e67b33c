import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { UnitReply } from "./executor.ts";

const ending = ".partial.jsonl";

/** The journal of a task, beside its record. */
export function journalPath(record: string): string {
  return record.replace(/\.json$/, ending);
}

/** The journal of one part of a task's units, which is computed by a process of its own. */
export function partPath(journal: string, part: string): string {
  return `${journal.slice(0, -ending.length)}.${part}${ending}`;
}

/** A task's own journal and those of its parts, as far as they are there. */
function journalFiles(path: string): string[] {
  const folder = dirname(path);
  if (!existsSync(folder)) return [];
  const stem = basename(path).slice(0, -ending.length);
  return readdirSync(folder)
    .filter((name) => name === basename(path) || isPart(name, stem))
    .sort()
    .map((name) => join(folder, name));
}

/** `rntk.3-of-8-5f0c92ab.partial.jsonl` of the stem `rntk`. */
function isPart(name: string, stem: string): boolean {
  if (!name.startsWith(`${stem}.`) || !name.endsWith(ending)) return false;
  return /^\d+-of-\d+-[0-9a-f]+$/.test(name.slice(stem.length + 1, -ending.length));
}

/** Removes the journal of a task and those of its parts. */
export function removeJournals(path: string): void {
  for (const file of journalFiles(path)) rmSync(file, { force: true });
}

/**
 * Replies of a task's finished units, in a file beside its record-to-be, so that a task that was
 * stopped in the middle goes on where it was. One line a reply; a line cut short by a kill is
 * passed over.
 */
export class Journal {
  readonly #path: string;
  readonly #replies = new Map<string, UnitReply>();

  /**
   * @param path where replies are added; those of the task's other journals are read as well
   * @param key key of the task: replies under another key are of another task
   * @param task the task's own journal, where `path` is that of a part
   */
  constructor(path: string, key: string, task = path) {
    this.#path = path;
    for (const file of journalFiles(task)) this.#read(file, key);
  }

  #read(file: string, key: string): void {
    const lines = readFileSync(file, "utf8").split("\n");
    if (lines[0] !== key) {
      if (file === this.#path) rmSync(file, { force: true });
      return;
    }
    for (const line of lines.slice(1)) {
      try {
        const { unit, reply } = JSON.parse(line) as { unit: string; reply: UnitReply };
        this.#replies.set(unit, reply);
      } catch {
        // the last line of a process that was killed while it wrote
      }
    }
  }

  /** The reply of a unit (named by the key of its call), where it finished before. */
  get(unit: string): UnitReply | undefined {
    return this.#replies.get(unit);
  }

  put(key: string, unit: string, reply: UnitReply): void {
    if (!existsSync(this.#path)) {
      mkdirSync(dirname(this.#path), { recursive: true });
      appendFileSync(this.#path, key);
    }
    appendFileSync(this.#path, `\n${JSON.stringify({ unit, reply })}`);
  }
}
