import { z } from "zod";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Version of the form of records. */
export const recordFormat = 2;

/** What every record says of itself, whatever the experiment. */
const header = {
  format: z.literal(recordFormat),
  /** SHA-256 of the canonical JSON of `task`: everything that decides the result. */
  key: sha256,
  config: z.string(),
  experiment: z.string(),
  dataset: z.string(),
  method: z.string(),
  task: z.record(z.string(), z.unknown()),
};

/**
 * A record: the outcome of one task (one experiment on one data set with one method), in
 * `results/<config>/<dataset>/<method>.json`. Deterministic bytes, nothing volatile.
 */
export const recordSchema = z.discriminatedUnion("status", [
  z.strictObject({ ...header, status: z.literal("done"), result: z.unknown() }),
  /** The task failed while it ran, in the named phase. */
  z.strictObject({ ...header, status: z.literal("failed"), phase: z.string(), reason: z.string() }),
  /** The method does not apply to the data set. */
  z.strictObject({ ...header, status: z.literal("skipped"), reason: z.string() }),
]);

export type HarnessRecord = z.infer<typeof recordSchema>;
