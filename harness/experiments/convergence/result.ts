import { z } from "zod";

const numbers = z.array(z.number());

/** `result` of a convergence record. */
export const convergenceResultSchema = z.discriminatedUnion("part", [
  z.strictObject({
    part: z.literal("angle"),
    /** In radians. */
    angles: numbers,
    /** The RNTK at each angle. */
    limit: numbers,
    /** The empirical tangent kernel of each network at each angle. */
    networks: z.array(numbers),
    /** The RNTK at the angles of the config's list. */
    marks: z.array(z.strictObject({ angle: z.number(), limit: z.number() })),
  }),
  z.strictObject({
    part: z.literal("gram"),
    widths: numbers,
    /** |empirical - limit| / |limit| in the Frobenius norm, one list a width. */
    distances: z.array(numbers),
    /** Least squares of ln(mean distance) = intercept + slope ln(width). */
    slope: z.number(),
    intercept: z.number(),
  }),
]);

export type ConvergenceResult = z.infer<typeof convergenceResultSchema>;
export type AngleResult = Extract<ConvergenceResult, { part: "angle" }>;
export type GramResult = Extract<ConvergenceResult, { part: "gram" }>;
