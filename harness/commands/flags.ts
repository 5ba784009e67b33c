/** Forms that the flags of commands take, for yargs. */

/** A text that may be left out. */
export const text = (describe: string) => ({ type: "string", describe }) as const;

/** A text with a value where none is given. */
export const textOr = (standard: string, describe: string) =>
  ({ type: "string", default: standard, describe }) as const;

/** A text that has to be given. */
export const neededText = (describe: string) =>
  ({ type: "string", demandOption: true, describe }) as const;

/** A flag that may be given several times. */
export const texts = (describe: string, standard: readonly string[] = []) => ({
  type: "string" as const,
  array: true as const,
  default: [...standard],
  describe,
});

export const number = (standard: number, describe: string) =>
  ({ type: "number", default: standard, describe }) as const;

/** A flag without a value, off where it is not given. */
export const toggle = (describe: string) =>
  ({ type: "boolean", default: false, describe }) as const;
