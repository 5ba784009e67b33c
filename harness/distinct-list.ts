import { z } from "zod";

/**
 * Schema of a list in which no value stands twice.
 * @param value schema of a value: numbers or texts, which are compared as they are
 */
export function distinctList<T extends z.ZodType<number | string | boolean>>(value: T) {
  return z
    .array(value)
    .superRefine((values, context) => {
      for (const [i, one] of values.entries())
        if (values.indexOf(one) < i)
          context.addIssue({
            code: "custom",
            path: [i],
            message: `${typeof one === "string" ? `"${one}"` : String(one)} stands twice in the list`,
          });
    })
    .meta({ uniqueItems: true });
}
