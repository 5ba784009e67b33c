import { HarnessError } from "../errors.ts";
import { decimalNumber } from "./formats/series-file.ts";

/** From this many series on, labels that hardly repeat are taken for values. */
const fewest = 5;

/**
 * Refuses training labels that look like values: most series have one of their own, or there are many that
 * are no whole numbers. Nothing can be learnt from such labels, and they mean that the file has none, or
 * has them elsewhere.
 * @param file its name, for the sentence
 * @throws HarnessError `data`
 */
export function refuseValuesAsLabels(labels: readonly string[], file: string): void {
  const distinct = new Set(labels);
  const fractional = [...distinct].some((label) => !Number.isInteger(decimalNumber(label) ?? 0));
  const most = labels.length / (fractional ? 5 : 2);
  if (labels.length < fewest || distinct.size <= most) return;
  const found = [...distinct].slice(0, 3).join(", ");
  throw new HarnessError(
    "data",
    `${file}: the ${labels.length} series have ${distinct.size} different labels (${found}, …), as if the column of labels held values`,
    "every series needs its class; the data set's key `label` says where it stands: first, last, or a column's name",
  );
}
