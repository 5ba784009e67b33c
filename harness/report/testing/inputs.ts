import {
  done,
  failed,
  planned,
  selection,
  skipped,
  unavailable,
} from "../../analysis/testing/records.ts";
import type { ReportInput } from "../report-input.ts";

/** What a report needs beside records and plan. */
export const frame = {
  configPath: "configs/example.yaml",
  experiment: "classification",
  title: "An example",
  description: "Four data sets.",
  configText: "title: An example\n",
  version: "1.2.3",
} as const;

const methods = [
  ["rntk", "RNTK"],
  ["rbf", "RBF"],
] as const;

function correct(count: number) {
  const ties = {
    count: 3,
    recorded: [
      { candidate: 0, testCorrect: count },
      { candidate: 3, testCorrect: Math.max(0, count - 1) },
    ],
  };
  const validation = { denominator: 10, best: 9, numerators: [9, 5, 7, 9] };
  return [selection({ ties, validation, test: { ...selection().test, correct: count } })];
}

/** A report with every status: three data sets that are done, and one that has nothing. */
export const exampleInput: ReportInput = {
  ...frame,
  records: [
    ...(
      [
        ["Coffee", 4, 3],
        ["GunPoint", 2, 3],
        ["OwnSeries", 1, 0],
      ] as const
    ).flatMap(([name, rntk, rbf]) => [
      done(name, "rntk", { selections: correct(rntk) }),
      done(name, "rbf", { selections: correct(rbf) }),
    ]),
    failed("Beef", "rntk", "row 3 of Beef_TRAIN.tsv has 4 values, expected 470"),
    skipped("Plane", "rbf", "series differ in length"),
  ],
  planned: [
    ...["Coffee", "GunPoint", "OwnSeries"].flatMap((name) =>
      methods.map(([id, label]) => planned(name, id, label)),
    ),
    planned("Beef", "rntk", "RNTK"),
    unavailable("Beef", "rbf", "RBF", "harness fetch Beef"),
    planned("Plane", "rntk", "RNTK"),
    planned("Plane", "rbf", "RBF"),
  ],
};
