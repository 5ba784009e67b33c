import { z } from "zod";
import { HarnessError } from "../../errors.ts";
import type { Method } from "../../methods/method.ts";
import { methodNamed } from "../../methods/registry.ts";
import { type ClassificationResult, classificationResultSchema } from "./result.ts";

/** What a classification record says of its method. */
const methodPart = z.object({ method: z.object({ name: z.string() }) });

/** A record as far as its result is concerned. */
interface ResultRecord {
  readonly dataset: string;
  readonly method: string;
  readonly task: Readonly<Record<string, unknown>>;
  readonly result?: unknown;
}

/** A result with the method that it is of. */
export interface ParsedClassification {
  readonly method: Method;
  readonly result: ClassificationResult;
}

/**
 * The result of a done record in its form, the facts of its fits in the form of its method.
 * @throws HarnessError `data` where it has another form
 */
export function parseClassification(record: ResultRecord): ParsedClassification {
  const named = methodPart.safeParse(record.task);
  const parsed = classificationResultSchema.safeParse(record.result);
  const issue = named.error?.issues[0] ?? parsed.error?.issues[0];
  if (!named.success || !parsed.success) throw notInForm(record, issue!);
  const method = methodNamed(named.data.method.name);
  for (const [s, { fit }] of parsed.data.selections.entries()) {
    const facts = method.fit.safeParse(fit);
    const [first] = facts.error?.issues ?? [];
    if (first === undefined) continue;
    throw notInForm(record, { ...first, path: ["selections", s, "fit", ...first.path] });
  }
  return { method, result: parsed.data };
}

function notInForm(
  { dataset, method }: ResultRecord,
  { path, message }: { readonly path: readonly PropertyKey[]; readonly message: string },
): HarnessError {
  return new HarnessError(
    "data",
    `the record of ${method} on ${dataset} is no classification result: ${path.join(".")}: ${message}`,
    "compute it again with --force, or restore it from version control",
  );
}
