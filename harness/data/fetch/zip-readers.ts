import { type FileHandle, open } from "node:fs/promises";
import { Reader } from "@zip.js/zip.js";
import { HarnessError } from "../../errors.ts";
import { openUrl } from "./http.ts";
import { type OnWait, type Pace, TransientError, withRetries } from "./pace.ts";

/** A zip on disk, read where zip.js asks for it. */
export class DiskReader extends Reader<string> {
  private readonly path: string;
  private file: FileHandle | undefined;

  constructor(path: string) {
    super(path);
    this.path = path;
  }

  override async init(): Promise<void> {
    await super.init?.();
    if (this.file !== undefined) return;
    this.file = await open(this.path);
    this.size = (await this.file.stat()).size;
  }

  override async readUint8Array(index: number, length: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(Math.max(0, Math.min(length, this.size - index)));
    const { bytesRead } = await this.file!.read(bytes, 0, bytes.length, index);
    return bytes.subarray(0, bytesRead);
  }

  async close(): Promise<void> {
    await this.file?.close();
  }
}

const blockSize = 2 ** 19;
const blocksKept = 12;

/**
 * A zip on a server that gives parts of files: only the parts that are needed are read, half a
 * mebibyte at a time, each with retries.
 */
export class RemoteReader extends Reader<string> {
  private readonly url: string;
  private readonly pace: Pace;
  private readonly onWait: OnWait;
  /** Blocks by number, least recently used first. */
  private readonly blocks = new Map<number, Promise<Uint8Array>>();
  private readonly etag: string | null;

  private constructor(url: string, size: number, etag: string | null, pace: Pace, onWait: OnWait) {
    super(url);
    this.url = url;
    this.size = size;
    this.etag = etag;
    this.pace = pace;
    this.onWait = onWait;
  }

  /** The zip at an address, or `undefined` where the server only gives whole files. */
  static async at(url: string, pace: Pace, onWait: OnWait): Promise<RemoteReader | undefined> {
    const answer = await withRetries(
      () => openUrl(url, { range: "bytes=0-0" }, pace),
      pace,
      onWait,
    );
    answer.abandon();
    const range = /^bytes 0-0\/(\d+)$/.exec(answer.headers.get("content-range") ?? "");
    if (answer.status !== 206 || range === null) return undefined;
    return new RemoteReader(url, Number(range[1]), answer.headers.get("etag"), pace, onWait);
  }

  private async requestBlock(block: number): Promise<Uint8Array> {
    const from = block * blockSize;
    const to = Math.min(this.size, from + blockSize);
    const answer = await openUrl(this.url, { range: `bytes=${from}-${to - 1}` }, this.pace);
    const expected = `bytes ${from}-${to - 1}/${this.size}`;
    if (
      answer.status !== 206 ||
      answer.headers.get("content-range") !== expected ||
      answer.headers.get("etag") !== this.etag
    ) {
      answer.abandon();
      throw new HarnessError(
        "data",
        `${this.url}: the file changed on the server while it was read`,
        "run the same command again",
      );
    }
    const bytes = new Uint8Array(to - from);
    let received = 0;
    for await (const chunk of answer.body) {
      if (received + chunk.length > bytes.length) break;
      bytes.set(chunk, received);
      received += chunk.length;
    }
    if (received < bytes.length)
      throw new TransientError(`${this.url}: ended after ${received} of ${bytes.length} bytes`);
    return bytes;
  }

  private block(block: number): Promise<Uint8Array> {
    let bytes = this.blocks.get(block);
    if (bytes === undefined)
      bytes = withRetries(() => this.requestBlock(block), this.pace, this.onWait);
    this.blocks.delete(block);
    this.blocks.set(block, bytes);
    for (const [oldest] of this.blocks) {
      if (this.blocks.size <= blocksKept) break;
      this.blocks.delete(oldest);
    }
    return bytes;
  }

  override async readUint8Array(index: number, length: number): Promise<Uint8Array> {
    const end = Math.min(this.size, index + length);
    const bytes = new Uint8Array(Math.max(0, end - index));
    for (let at = index; at < end; ) {
      const block = Math.floor(at / blockSize);
      const piece = (await this.block(block)).subarray(
        at - block * blockSize,
        end - block * blockSize,
      );
      bytes.set(piece, at - index);
      at += piece.length;
    }
    return bytes;
  }
}
