import { z } from "zod";

const numbers = z.array(z.number());

/** `result` of a sensitivity record: a panel of curves, one a value of the varied scale. */
export const sensitivityResultSchema = z.strictObject({
  values: numbers,
  /** s(t), t = 1 … T: (values, T). */
  sensitivity: z.array(numbers),
  /** Standard error of each: (values, T). */
  errors: z.array(numbers),
});

export type SensitivityResult = z.infer<typeof sensitivityResultSchema>;
