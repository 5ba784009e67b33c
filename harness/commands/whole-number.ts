import { HarnessError } from "../errors.ts";

/**
 * The number of a flag that counts something, such as `workers`.
 * @throws HarnessError `usage` where it is no whole number, or less than 1
 */
export function wholeNumber(flag: string, value: number, counted?: string): number {
  if (Number.isInteger(value) && value >= 1) return value;
  const what = counted === undefined ? "" : ` of ${counted}`;
  throw new HarnessError(
    "usage",
    `--${flag} takes a whole number${what}, 1 or more, found ${value}`,
  );
}
