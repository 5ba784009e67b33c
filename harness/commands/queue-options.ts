import type { Argv } from "yargs";
import { text, textOr } from "./flags.ts";

/** Flags of every command that works with a queue. */
export interface QueueArguments {
  redis: string | undefined;
  queue: string;
}

/** Declares them. */
export function withQueue<T>(builder: Argv<T>): Argv<T & QueueArguments> {
  return builder
    .option("redis", text("Redis server of the queue; else the environment variable HARNESS_REDIS"))
    .option("queue", textOr("units", "Name of the queue: runs that share it share its workers"));
}

/** The address of the Redis server, by flag or environment. */
export function redisOf({ redis }: QueueArguments): string | undefined {
  return redis ?? process.env.HARNESS_REDIS;
}
