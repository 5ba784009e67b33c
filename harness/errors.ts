/** What a failure means to the caller; each code has one exit status (see `exitStatus`). */
export type ErrorCode =
  | "usage"
  | "config"
  | "data"
  | "surroundings"
  | "compute"
  | "failed-tasks"
  | "differs";

/** Exit statuses of the program: 0 all good, 1 internal error, and these. */
export const exitStatus: Readonly<Record<ErrorCode, number>> = {
  usage: 2,
  config: 2,
  data: 2,
  surroundings: 2,
  compute: 3,
  "failed-tasks": 3,
  differs: 4,
};

/**
 * The one error type of the program: a sentence for a person (what was found, what was expected,
 * where: `file:line:column`), and a hint that says what to do.
 */
export class HarnessError extends Error {
  override readonly name = "HarnessError";
  readonly code: ErrorCode;
  readonly hint: string | undefined;

  constructor(code: ErrorCode, sentence: string, hint?: string) {
    super(sentence);
    this.code = code;
    this.hint = hint;
  }
}
