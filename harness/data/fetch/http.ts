import { HarnessError } from "../../errors.ts";
import { type Pace, TransientError } from "./pace.ts";

/** An answer whose body is read chunk by chunk; a server that stops sending is not waited for. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Bytes of the body. @throws TransientError when the connection is cut or the server hangs */
  readonly body: AsyncIterable<Uint8Array>;
  /** Ends the connection. */
  abandon(): void;
}

/** Milliseconds of a Retry-After header: seconds, or a date. */
export function retryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** What keeps a connection from working, in a few words. */
function causeOf(error: unknown): string {
  const { cause, message } = error as Error & { cause?: Error & { code?: string } };
  return cause?.code ?? cause?.message ?? message;
}

/** Ends the request when nothing has come for a while. */
class Watch {
  readonly controller = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  expired = false;
  private readonly timeout: number;

  constructor(timeout: number) {
    this.timeout = timeout;
  }

  start(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.expired = true;
      this.controller.abort();
    }, this.timeout);
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}

function refuse(url: string, { status, statusText, headers }: Response): never {
  const answer = `${url}: the server answers ${status} ${statusText}`.trimEnd();
  if (status === 408 || status === 425 || status === 429 || status >= 500) {
    throw new TransientError(answer, retryAfter(headers.get("retry-after"), Date.now()));
  }
  const hint =
    status === 404 || status === 410
      ? "there is no such file; --from names another source"
      : "the server does not give the file away; --from names another source";
  throw new HarnessError("data", answer, hint);
}

/**
 * Requests a file.
 * @throws TransientError when the server cannot be reached, hangs, or is busy
 * @throws HarnessError `data` when it does not have the file, or sends a web page in its place
 */
export async function openUrl(
  url: string,
  headers: Record<string, string>,
  pace: Pace,
): Promise<Answer> {
  const watch = new Watch(pace.timeout);
  const hangs = () =>
    new TransientError(`${url}: the server sent nothing for ${pace.timeout / 1000} s`);
  watch.start();
  let response: Response;
  try {
    response = await fetch(url, {
      headers: { "accept-encoding": "identity", ...headers },
      signal: watch.controller.signal,
    });
  } catch (error) {
    watch.stop();
    if (watch.expired) throw hangs();
    throw new TransientError(`${url}: no connection (${causeOf(error)})`);
  }
  const abandon = () => {
    watch.stop();
    watch.controller.abort();
  };
  if (!response.ok && response.status !== 416) {
    abandon();
    refuse(url, response);
  }
  if (/^text\/html/i.test(response.headers.get("content-type") ?? "")) {
    abandon();
    throw webPage(url);
  }
  async function* read(): AsyncIterable<Uint8Array> {
    try {
      for await (const chunk of response.body ?? []) {
        watch.start();
        yield chunk as Uint8Array;
      }
    } catch (error) {
      if (watch.expired) throw hangs();
      throw new TransientError(`${url}: the connection was cut (${causeOf(error)})`);
    } finally {
      abandon();
    }
  }
  return { status: response.status, headers: response.headers, body: read(), abandon };
}

/** The error of a server that sends a page where a zip was expected. */
export function webPage(url: string): HarnessError {
  return new HarnessError(
    "data",
    `${url}: the server sends a web page, not a zip`,
    "open the address in a browser: it may have moved, or want a login; --from names another source",
  );
}
