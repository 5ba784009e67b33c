import { z } from "zod";
import { contentKey, type Json } from "../../canonical-json.ts";
import { numericsVersion } from "../../experiments/numerics-version.ts";
import { version } from "../../version.ts";

/** Who may work on a unit: the same program with the same arithmetic. */
export const programSchema = z.strictObject({ version: z.string(), numerics: z.int() });

export type Program = z.infer<typeof programSchema>;

export const thisProgram: Program = { version, numerics: numericsVersion };

export function sameProgram(a: Program, b: Program): boolean {
  return a.version === b.version && a.numerics === b.numerics;
}

export function programText({ version, numerics }: Program): string {
  return `${version} (numerics ${numerics})`;
}

/** A unit in the queue. Its payload names files by checksum (`files.ts`), never by path. */
export const jobSchema = z.strictObject({
  program: programSchema,
  experiment: z.string(),
  unit: z.string(),
  payload: z.json(),
  seconds: z.number().nonnegative(),
});

export type QueuedUnit = z.infer<typeof jobSchema>;

/** What a worker answers: the reply of the unit, or why it refuses. */
export const answerSchema = z.discriminatedUnion("status", [
  z.strictObject({
    status: z.literal("done"),
    reply: z.strictObject({ value: z.json(), seconds: z.number().nonnegative() }),
  }),
  z.strictObject({
    status: z.literal("refused"),
    code: z.enum(["usage", "config", "data", "surroundings", "compute", "failed-tasks", "differs"]),
    sentence: z.string(),
    hint: z.string().optional(),
  }),
]);

export type Answer = z.infer<typeof answerSchema>;

/** One id for one piece of work, whoever asks for it: a unit is in the queue once. */
export function jobId({ program, experiment, unit, payload }: QueuedUnit): string {
  return contentKey([program, experiment, unit, payload as Json]);
}

/** First part of all keys in Redis. */
export const prefix = "rntk-harness";

/** Key of something beside the queue itself. */
export function keyOf(queue: string, ...parts: readonly string[]): string {
  return [prefix, queue, ...parts].join(":");
}
