import type { Json } from "../canonical-json.ts";
import { numericsVersion } from "./numerics-version.ts";

/** Everything that decides the result of a task, as plain values. */
export type Definition = { readonly [key: string]: Json };

/** A type with `never` in place of what JSON does not hold: functions, typed arrays, `undefined`. */
type Plain<T> = T extends null | boolean | number | string
  ? T
  : T extends undefined | bigint | symbol | ArrayBufferView | ((...args: never) => unknown)
    ? never
    : { readonly [Key in keyof T]: Plain<T[Key]> };

/**
 * The definition of a task of an experiment: its name, the version of the arithmetic, and what the
 * experiment says of the task.
 */
export function definitionOf<T extends object>(
  experiment: string,
  values: T & Plain<T>,
): Definition {
  return { experiment, numerics: numericsVersion, ...(values as Plain<T> & Definition) };
}
