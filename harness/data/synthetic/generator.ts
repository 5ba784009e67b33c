import { z } from "zod";
import type { RandomSource } from "../../math/random.ts";

/** A well-known artificial set, drawn from its published definition: one file each, one line in `registry.ts`. */
export interface Generator {
  /** Value of the spec's key `generate`. */
  readonly name: string;
  /** Goes into the checksum of a generated set: raised when the same parameters would give other series. */
  readonly version: number;
  /** The set's own keys of a spec, each with a description. */
  readonly parameters: z.ZodObject;
  /** Names of the classes in the definition's order; series i is of class i modulo their number, labelled from 1. */
  readonly classNames: readonly string[];
  /** Longest and shortest series that the parameters allow. */
  lengths(parameters: GeneratorParameters): { readonly shortest: number; readonly longest: number };
  /** One series of a class. */
  series(classIndex: number, parameters: GeneratorParameters, random: RandomSource): Float64Array; // (T)
}

/** Checked values of a generator's own keys. */
export type GeneratorParameters = Readonly<Record<string, unknown>>;

/** A length, or the range from which each series draws its own. */
export type LengthRange = number | readonly [number, number];

/** The key `length` of a generator. */
export function lengthSchema(shortest: number, usual: number) {
  const one = z.int().min(shortest).max(100_000);
  return z
    .union([
      one,
      z
        .tuple([one, one])
        .refine(
          ([from, to]) => from <= to,
          "must be a range [shortest, longest] with shortest <= longest",
        ),
    ])
    .default(usual)
    .describe(
      `Number of steps, or a range [shortest, longest] from which every series draws its own (a set of unequal lengths).`,
    );
}

/** Ends of a length or range. */
export function lengthEnds(length: LengthRange): {
  readonly shortest: number;
  readonly longest: number;
} {
  const [shortest, longest] = typeof length === "number" ? [length, length] : length;
  return { shortest, longest };
}

/** A whole number uniform in {from, …, to}. */
export function uniformBetween(random: RandomSource, from: number, to: number): number {
  return from + random.uniformInteger(to - from + 1);
}

/** Draws a length. A fixed length draws nothing. */
export function drawLength(random: RandomSource, length: LengthRange): number {
  const { shortest, longest } = lengthEnds(length);
  return shortest === longest ? shortest : uniformBetween(random, shortest, longest);
}
