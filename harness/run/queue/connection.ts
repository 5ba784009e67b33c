import { Redis } from "ioredis";
import { HarnessError } from "../../errors.ts";

/** What ioredis and BullMQ take. */
interface ConnectionSettings {
  readonly host: string;
  readonly port: number;
  readonly db: number;
  readonly username?: string;
  readonly password?: string;
  readonly tls?: Record<string, never>;
  readonly maxRetriesPerRequest: null;
  readonly retryStrategy: (attempt: number) => number;
}

/** Where a Redis server is, as `redis://` or `rediss://` says. */
export interface RedisAddress {
  readonly options: ConnectionSettings;
  /** For sentences: no user, no password. */
  readonly shown: string;
}

const loopback = /^(localhost|127(\.\d+){3}|\[?::1\]?)$/;

/** Milliseconds that the first connection may take. */
const patience = 5000;

/**
 * Reads a Redis URL. A server that is not on this machine needs a password: whoever reaches an open one
 * can read and write everything in it.
 * @throws HarnessError `usage`
 */
export function redisAddress(url: string | undefined): RedisAddress {
  if (url === undefined || url === "") {
    throw new HarnessError(
      "usage",
      "the queue needs a Redis server, and none was named",
      "--redis redis://127.0.0.1:6379, or the environment variable HARNESS_REDIS, which keeps a password off the list of processes",
    );
  }
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed?.hostname || !["redis:", "rediss:"].includes(parsed.protocol)) {
    throw new HarnessError(
      "usage",
      "the address of the Redis server is no URL of the form redis://[user:password@]host[:port][/database]",
      "rediss:// encrypts; a password with other characters than letters and digits is written with %xx",
    );
  }
  const host = parsed.hostname.replace(/^\[|\]$/g, "");
  const port = Number(parsed.port || 6379);
  const database = parsed.pathname.slice(1);
  if (!/^\d*$/.test(database)) {
    throw new HarnessError("usage", `the Redis database is a number, found "${database}"`);
  }
  if (parsed.password === "" && !loopback.test(parsed.hostname)) {
    throw new HarnessError(
      "usage",
      `the Redis server ${host} is another machine, and the address has no password`,
      "give the server one (requirepass) and write redis://:password@host:port; docs/distributed.md tells how",
    );
  }
  const options: ConnectionSettings = {
    host,
    port,
    db: Number(database || 0),
    maxRetriesPerRequest: null,
    retryStrategy: (attempt) => Math.min(1000, 100 * attempt),
    ...(parsed.username === "" ? {} : { username: decodeURIComponent(parsed.username) }),
    ...(parsed.password === "" ? {} : { password: decodeURIComponent(parsed.password) }),
    ...(parsed.protocol === "rediss:" ? { tls: {} } : {}),
  };
  return { options, shown: `${host}:${port}` };
}

function field(info: string, name: string): string | undefined {
  return new RegExp(`^${name}:(.*?)\\r?$`, "m").exec(info)?.[1];
}

/**
 * Makes sure that the server answers and keeps what it is given.
 * @returns a sentence where it would lose the queue on a restart
 * @throws HarnessError `usage` where it cannot be reached, refuses the password, or would throw keys away
 */
export async function checkServer({ options, shown }: RedisAddress): Promise<string | undefined> {
  const probe = new Redis({
    ...options,
    lazyConnect: true,
    connectTimeout: patience,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  let cause: Error | undefined;
  probe.on("error", (error) => {
    cause = error;
  });
  try {
    await probe.connect();
    const memory = await probe.info("memory");
    const policy = field(memory, "maxmemory_policy");
    if (policy !== undefined && policy !== "noeviction") {
      throw new HarnessError(
        "usage",
        `the Redis server ${shown} throws keys away when its memory is full (maxmemory-policy ${policy})`,
        "redis-cli config set maxmemory-policy noeviction",
      );
    }
    const kept = field(await probe.info("persistence"), "aof_enabled");
    if (kept !== "0") return undefined;
    return `the Redis server ${shown} forgets the queue when it is restarted (appendonly no)`;
  } catch (error) {
    if (error instanceof HarnessError) throw error;
    const reason = (cause ?? (error as Error)).message;
    throw new HarnessError(
      "usage",
      `the Redis server ${shown} does not answer: ${reason}`,
      "docs/distributed.md tells how to start one",
    );
  } finally {
    probe.disconnect();
  }
}
