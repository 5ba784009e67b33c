import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { HarnessError } from "../../errors.ts";
import { fileFault } from "./file-fault.ts";
import { type Answer, openUrl, webPage } from "./http.ts";
import { type OnWait, type Pace, TransientError, withRetries } from "./pace.ts";

export interface DownloadEvents {
  /** Bytes that are here, and in all where the server says so. */
  readonly onBytes: (received: number, total: number | undefined) => void;
  readonly onWait: OnWait;
}

/** What identifies the file on the server of which a part is here. */
interface PartState {
  readonly url: string;
  /** Strong ETag or Last-Modified: what If-Range takes. */
  readonly validator: string;
}

function validatorOf(headers: Headers): string | undefined {
  const etag = headers.get("etag");
  if (etag !== null && !etag.startsWith("W/")) return etag;
  return headers.get("last-modified") ?? undefined;
}

/** Where a part may go on: its length and what it is a part of. */
function resumable(part: string, url: string): { from: number; validator: string } | undefined {
  const from = statSync(part, { throwIfNoEntry: false })?.size ?? 0;
  if (from === 0 || !existsSync(`${part}.json`)) return undefined;
  try {
    const state = JSON.parse(readFileSync(`${part}.json`, "utf8")) as PartState;
    return state.url === url ? { from, validator: state.validator } : undefined;
  } catch {
    return undefined; // cut while it was written
  }
}

/** The whole size that an answer announces. */
function totalOf({ status, headers }: Answer, from: number): number | undefined {
  const range = /^bytes (\d+)-\d+\/(\d+)$/.exec(headers.get("content-range") ?? "");
  if (status === 206) {
    if (range === null || Number(range[1]) !== from) return undefined;
    return Number(range[2]);
  }
  const length = headers.get("content-length");
  return length === null ? undefined : Number(length);
}

/** The first bytes of a zip: a local header, or the end of an empty one. */
function checkStart(url: string, chunk: Uint8Array): void {
  const start = Buffer.from(chunk.buffer, chunk.byteOffset, Math.min(chunk.length, 512)).toString(
    "latin1",
  );
  if (start.startsWith("PK".slice(0, start.length))) return;
  if (/^\s*</.test(start)) throw webPage(url);
  throw new HarnessError(
    "data",
    `${url}: what the server sends is not a zip`,
    "--from names another source",
  );
}

async function writeBody(
  url: string,
  answer: Answer,
  { file, from, total }: { file: FileHandle; from: number; total: number | undefined },
  onBytes: DownloadEvents["onBytes"],
): Promise<void> {
  let received = from;
  try {
    for await (const chunk of answer.body) {
      if (received === 0) checkStart(url, chunk);
      await file.write(chunk);
      received += chunk.length;
      onBytes(received, total);
    }
  } catch (error) {
    if (!(error instanceof TransientError)) throw error;
    throw new TransientError(error.message, error.wait, received > from);
  }
  if (total !== undefined && received < total) {
    throw new TransientError(
      `${url}: ended after ${received} of ${total} bytes`,
      undefined,
      received > from,
    );
  }
  if (total !== undefined && received > total) {
    throw new HarnessError("data", `${url}: ${received} bytes came, ${total} were announced`);
  }
}

/** One request: the rest of the part that is here, or the whole file. */
async function attempt(
  url: string,
  part: string,
  pace: Pace,
  { onBytes }: DownloadEvents,
): Promise<void> {
  const known = resumable(part, url);
  const headers: Record<string, string> =
    known === undefined ? {} : { range: `bytes=${known.from}-`, "if-range": known.validator };
  const answer = await openUrl(url, headers, pace);
  if (answer.status === 416) {
    answer.abandon();
    const complete = answer.headers.get("content-range") === `bytes */${known?.from}`;
    if (complete) return;
    await rm(part, { force: true });
    throw new TransientError(`${url}: the server has another file than the part that is here`);
  }
  // A server may answer with the whole file, because it changed or because it cannot do parts.
  const from = answer.status === 206 ? (known?.from ?? 0) : 0;
  const total = totalOf(answer, from);
  if (answer.status === 206 && total === undefined) {
    answer.abandon();
    await rm(part, { force: true });
    throw new TransientError(`${url}: the server sent another part than it was asked for`);
  }
  try {
    const file = await open(part, from > 0 ? "a" : "w");
    try {
      if (from === 0) {
        const validator = validatorOf(answer.headers);
        await rm(`${part}.json`, { force: true });
        if (validator !== undefined)
          writeFileSync(`${part}.json`, JSON.stringify({ url, validator }));
      }
      await writeBody(url, answer, { file, from, total }, onBytes);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    answer.abandon();
    throw fileFault(error, part);
  }
}

/**
 * Downloads a zip to `target`. What has come stays in `target.part` and is gone on from, now or in
 * another run, as long as the server's file is the same; `target` itself appears when it is whole.
 * @throws HarnessError `data` with what to do: no such file, a web page, a server that hangs or is
 * busy too long, no space, no permission
 */
export async function download(
  url: string,
  target: string,
  pace: Pace,
  events: DownloadEvents,
): Promise<void> {
  const part = `${target}.part`;
  await withRetries(() => attempt(url, part, pace, events), pace, events.onWait);
  await rename(part, target);
  await rm(`${part}.json`, { force: true });
}
