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
type LengthRange = number | readonly [number, number];

/** The key `length` of a generator. */
function lengthSchema(shortest: number, usual: number) {
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

/** A whole number uniform in {from, …, to}. */
export function uniformBetween(random: RandomSource, from: number, to: number): number {
  return from + random.uniformInteger(to - from + 1);
}

/** A set whose only key is the length of its series. */
interface LengthGenerator extends Pick<Generator, "name" | "version" | "classNames"> {
  /** The shortest length that its definition allows, and that of the published set. */
  readonly shortest: number;
  readonly usual: number;
  /** One series of a class, of so many steps. */
  series(classIndex: number, steps: number, random: RandomSource): Float64Array; // (T)
}

/** A generator with the key `length`; a range makes every series draw its length first, a number draws nothing. */
export function ofLength({ shortest, usual, series, ...rest }: LengthGenerator): Generator {
  const ends = ({ length }: GeneratorParameters) => {
    const range = length as LengthRange;
    const [shortest, longest] = typeof range === "number" ? [range, range] : range;
    return { shortest, longest };
  };
  return {
    ...rest,
    parameters: z.strictObject({ length: lengthSchema(shortest, usual) }),
    lengths: ends,
    series(classIndex, parameters, random) {
      const { shortest, longest } = ends(parameters);
      const steps = shortest === longest ? shortest : uniformBetween(random, shortest, longest);
      return series(classIndex, steps, random);
    },
  };
}
