import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout } from "node:timers/promises";
import { Redis } from "ioredis";

/** Why tests that need a Redis server cannot run here, or false. */
export const withoutRedis =
  spawnSync("redis-server", ["--version"]).status === 0 ? false : "redis-server is not installed";

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}

/** A Redis server of a test's own on loopback. */
export interface RedisServer {
  readonly url: string;
  readonly port: number;
  readonly client: Redis;
  /** As a crash would. */
  kill(): Promise<void>;
  /** On the same port, with what it kept. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a server that keeps its data in a folder. */
export async function startRedis(
  folder: string,
  flags: readonly string[] = [],
): Promise<RedisServer> {
  const port = await freePort();
  const keep = ["--appendonly", "yes", "--maxmemory-policy", "noeviction", "--save", ""];
  const place = ["--port", `${port}`, "--bind", "127.0.0.1", "--dir", folder];
  const passwordAt = flags.indexOf("--requirepass");
  const password = passwordAt < 0 ? undefined : flags[passwordAt + 1]!;
  let child: ChildProcess;
  const client = new Redis({
    port,
    host: "127.0.0.1",
    lazyConnect: true,
    maxRetriesPerRequest: null,
    retryStrategy: () => 50,
    ...(password === undefined ? {} : { password }),
  });
  client.on("error", () => {});

  async function start(): Promise<void> {
    child = spawn("redis-server", [...place, ...keep, ...flags], { stdio: "ignore" });
    if (client.status === "wait") await client.connect().catch(() => {});
    while ((await client.ping().catch(() => "")) !== "PONG") await setTimeout(20);
  }
  async function kill(): Promise<void> {
    child.kill("SIGKILL");
    await once(child, "exit");
  }
  await start();
  return {
    url: `redis://${password === undefined ? "" : `:${password}@`}127.0.0.1:${port}`,
    port,
    client,
    start,
    kill,
    async stop() {
      client.disconnect();
      if (child.exitCode === null && child.signalCode === null) await kill();
    },
  };
}
