import { type DoneRecord, parsedResults } from "../../../analysis/parsed-results.ts";
import {
  type ConventionOutcome,
  conventionsResultSchema,
} from "../../../experiments/conventions/result.ts";
import { paperAccuracy } from "../../../reference/paper-table.ts";
import { counted, percentText } from "../../format.ts";
import type { Passage } from "../../passages.ts";

/** What one convention comes to, in lines. */
function linesOf(
  { reached, selections }: ConventionOutcome,
  testSize: number,
  seeds: readonly number[],
): string[] {
  const percent = (correct: number) => `${correct} (${percentText((100 * correct) / testSize)} %)`;
  const candidates = reached.reduce((sum, one) => sum + one.candidates, 0);
  const [worst, best] = [reached[0], reached.at(-1)];
  if (worst === undefined || best === undefined) return ["no candidate could be trained"];
  return [
    `${counted(candidates, "candidate")}: ${percent(worst.correct)} to ${percent(best.correct)} of ${testSize} test cases`,
    ...selections.map((selection, s) => {
      const { ties, first, least, most, denominator } = selection;
      const validation = percentText((100 * selection.best) / denominator);
      return `${seeds[s] === undefined ? "one assignment to folds" : `fold seed ${seeds[s]}`}: validation ${validation} %, ${counted(ties, "candidate")} with it, the first ${percent(first)}, from ${least} to ${most}`;
    }),
  ];
}

/** Everything behind the conventions of a record: each one's keys, what it reaches and what it chooses. */
export function explainConventions(record: DoneRecord): Passage[] {
  const [parsed] = parsedResults([record], conventionsResultSchema);
  const { testSize, trainSize, settings, conventions } = parsed!.result;
  const paper = paperAccuracy(record.dataset, "rntk");
  const { foldSeeds } = record.task.selection as { readonly foldSeeds: readonly number[] };
  const asked = record.task.conventions as readonly Readonly<Record<string, unknown>>[];
  return [
    {
      title: "Data and grid",
      lines: [
        `${trainSize} training and ${testSize} test cases, ${counted(settings, "setting")}`,
        ...(paper === undefined ? [] : [`the paper: ${percentText(paper.percent)} %`]),
      ],
    },
    ...conventions.map((outcome, c) => {
      const { name: _, ...keys } = asked[c]!;
      const words = Object.entries(keys).map(([key, value]) => `${key} ${JSON.stringify(value)}`);
      return {
        title: outcome.name,
        lines: [
          words.join(", "),
          ...linesOf(
            outcome,
            testSize,
            outcome.selections.length === foldSeeds.length ? foldSeeds : [],
          ),
        ],
      };
    }),
  ];
}
