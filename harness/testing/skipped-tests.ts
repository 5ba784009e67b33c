import { relative } from "node:path";
import type { TestEvent } from "node:test/reporters";

/**
 * Reporter of `npm test` beside the usual one: a line for every reason for which tests were skipped,
 * with their files, so that nobody takes what did not run for what passed.
 */
export async function* skippedTests(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const filesOf = new Map<string, Map<string, number>>();
  for await (const { type, data } of source) {
    if (type !== "test:pass" || data.skip === undefined || data.skip === false) continue;
    const reason = typeof data.skip === "string" ? data.skip : "no reason given";
    const file = data.file === undefined ? data.name : relative(process.cwd(), data.file);
    const files = filesOf.get(reason) ?? new Map<string, number>();
    filesOf.set(reason, files.set(file, (files.get(file) ?? 0) + 1));
  }
  for (const [reason, files] of filesOf) {
    const counted = [...files].map(([file, count]) => (count === 1 ? file : `${file} (${count})`));
    yield `skipped, ${reason}: ${counted.join(", ")}\n`;
  }
}
