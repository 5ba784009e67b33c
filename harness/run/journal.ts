import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import type { UnitReply } from "./executor.ts";

/**
 * Replies of a task's finished units, in a file beside its record-to-be, so that a task that was
 * stopped in the middle goes on where it was. One line a reply; a line cut short by a kill is
 * passed over.
 */
export class Journal {
  readonly #path: string;
  readonly #replies = new Map<string, UnitReply>();

  /** @param key key of the task: replies under another key are of another task */
  constructor(path: string, key: string) {
    this.#path = path;
    if (existsSync(path)) this.#read(key);
  }

  #read(key: string): void {
    const lines = readFileSync(this.#path, "utf8").split("\n");
    if (lines[0] !== key) {
      rmSync(this.#path);
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
