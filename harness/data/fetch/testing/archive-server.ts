import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** A client forgets what it has not read when its connection is cut: a busy machine needs this long to read. */
const cutMilliseconds = 250;

/** How a server treats a request instead of just answering it. */
export type Mood =
  | { readonly kind: "cut"; readonly after: number }
  | { readonly kind: "hang"; readonly after: number }
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly body?: string;
    }
  | { readonly kind: "no-ranges" }
  | { readonly kind: "slow"; readonly chunk: number; readonly pause: number };

export interface Request {
  readonly path: string;
  readonly range: string | undefined;
  readonly ifRange: string | undefined;
}

/** A file server on loopback with ranges and strong ETags, that can be put into moods. */
export class ArchiveServer {
  readonly files = new Map<string, Buffer>();
  /** For each path, moods of the next requests, in order; the last one stays. */
  readonly moods = new Map<string, Mood[]>();
  readonly requests: Request[] = [];
  /** Most requests that were open at the same time. */
  mostAtOnce = 0;
  private open = 0;
  private readonly server = createServer((request, response) => {
    this.open++;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.open);
    response.on("close", () => this.open--);
    this.answer(request, response).catch(() => response.destroy());
  });

  /** Forgets files, moods and requests. */
  reset(): void {
    this.files.clear();
    this.moods.clear();
    this.requests.length = 0;
    this.mostAtOnce = 0;
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  url(path: string): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}${path}`;
  }

  private nextMood(path: string): Mood | undefined {
    const moods = this.moods.get(path);
    return moods !== undefined && moods.length > 1 ? moods.shift() : moods?.[0];
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url!;
    const header = (name: string) => request.headers[name] as string | undefined;
    this.requests.push({ path, range: header("range"), ifRange: header("if-range") });
    const mood = this.nextMood(path);
    if (mood?.kind === "answer") {
      response.writeHead(mood.status, mood.headers).end(mood.body);
      return;
    }
    const file = this.files.get(path);
    if (file === undefined) {
      response.writeHead(404, { "content-type": "text/html" }).end("<html>not found</html>");
      return;
    }
    const etag = `"${createHash("sha256").update(file).digest("hex").slice(0, 16)}"`;
    let [from, to] = [0, file.length];
    const range = /^bytes=(\d+)-(\d*)$/.exec(header("range") ?? "");
    const partial =
      range !== null &&
      mood?.kind !== "no-ranges" &&
      [undefined, etag].includes(header("if-range"));
    if (partial) {
      from = Number(range[1]);
      to = Math.min(file.length, range[2] === "" ? file.length : Number(range[2]) + 1);
      if (from >= file.length) {
        response.writeHead(416, { "content-range": `bytes */${file.length}` }).end();
        return;
      }
    }
    response.writeHead(partial ? 206 : 200, {
      "content-type": "application/zip",
      "content-length": to - from,
      etag,
      ...(partial && { "content-range": `bytes ${from}-${to - 1}/${file.length}` }),
    });
    await this.send(response, file.subarray(from, to), mood);
  }

  private async send(
    response: ServerResponse,
    body: Buffer,
    mood: Mood | undefined,
  ): Promise<void> {
    switch (mood?.kind) {
      case "cut":
      case "hang":
        response.write(body.subarray(0, mood.after));
        if (mood.after >= body.length) response.end();
        else if (mood.kind === "cut") setTimeout(() => response.destroy(), cutMilliseconds);
        return;
      case "slow":
        for (let at = 0; at < body.length && !response.destroyed; at += mood.chunk) {
          response.write(body.subarray(at, at + mood.chunk));
          await sleep(mood.pause);
        }
        response.end();
        return;
      default:
        response.end(body);
    }
  }
}
