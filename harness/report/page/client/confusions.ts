import type { SearchDetails } from "./details.ts";
import { plainTable } from "./elements.ts";

// every class against every class up to here; beyond, the confusions that occur most
const wholeMatrix = 12;
const mostConfusions = 20;

/** Which classes were taken for which: a table and what it has to say about itself. */
export function confusions(
  classes: readonly string[],
  confusion: SearchDetails["confusion"],
): { readonly note: string; readonly table: HTMLTableElement } {
  if (classes.length <= wholeMatrix) {
    const cases = (label: number, predicted: number) =>
      confusion.find(([i, j]) => i === label && j === predicted)?.[2];
    const rows = classes.map((name, i) => [
      name,
      ...classes.map((_, j) => String(cases(i, j) ?? "·")),
    ]);
    return {
      note: "Test cases by true class (rows) and predicted class.",
      table: plainTable("Confusion matrix", ["True \\ predicted", ...classes], rows),
    };
  }
  const wrong = confusion.filter(([label, predicted]) => label !== predicted);
  const most = wrong.sort(([, , a], [, , b]) => b - a).slice(0, mostConfusions);
  const rows = most.map(([label, predicted, cases]) => [
    classes[label] ?? "",
    classes[predicted] ?? "",
    String(cases),
  ]);
  return {
    note: `The most frequent of the wrong predictions among ${classes.length} classes.`,
    table: plainTable("Most frequent confusions", ["True", "Predicted", "Cases"], rows),
  };
}
