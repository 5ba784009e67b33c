/** How what is committed can fail to be what config, data and program give, and what it is called. */
export const findingKinds = {
  missing: "no record",
  malformed: "no record in form",
  changed: "changed by hand",
  stray: "not in the config",
  config: "another config",
  data: "other data",
  version: "another version",
  failed: "task had failed",
  result: "another result",
  report: "another report",
} as const;

export type FindingKind = keyof typeof findingKinds;

/** A path at which two values differ, as short texts. */
export interface Difference {
  /** Path within the record, such as `result.selections[0].test.correct`. */
  readonly where: string;
  readonly committed: string;
  readonly recomputed: string;
}

export interface Finding extends Difference {
  readonly kind: FindingKind;
}

/** What verification says of one task, or of the report. */
export interface Verdict {
  readonly dataset: string;
  readonly method: string;
  readonly status: "verified" | "differs" | "not verified";
  /** What was recomputed, or why nothing was. */
  readonly checked: string;
  readonly findings: readonly Finding[];
}

/** The verdict that findings amount to. */
export function verdictOf(
  { dataset, method }: { readonly dataset: string; readonly method: string },
  checked: string,
  findings: readonly Finding[],
): Verdict {
  const status = findings.length === 0 ? "verified" : "differs";
  return { dataset, method, status, checked, findings };
}
