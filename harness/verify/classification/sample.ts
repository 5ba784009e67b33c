import { HarnessError } from "../../errors.ts";
import type { classification } from "../../experiments/classification/classification.ts";
import { dataFacts } from "../../experiments/classification/data-facts.ts";
import {
  type ParsedClassification,
  parseClassification,
} from "../../experiments/classification/parse.ts";
import { notesOf } from "../../experiments/classification/run.ts";
import { preparationOf } from "../../experiments/classification/task.ts";
import { preparedData } from "../../experiments/prepared-data.ts";
import { gridSize } from "../../methods/grid.ts";
import { counted } from "../../report/format.ts";
import { compareValues } from "../compare-values.ts";
import type { SampleOutcome, SampleRequest } from "../sample.ts";
import { refitSample, testDifferences } from "./refits.ts";
import { choiceDifferences, searchSample, validationDifferences } from "./validation.ts";

/**
 * Recomputes a seeded sample of a classification: validation accuracies of `draws` groups of candidates
 * with every fold, the choice that follows from the whole validation surface, the refit of what was
 * chosen, and the test accuracies of up to `draws` ties.
 */
export async function sampleClassification(
  request: SampleRequest<typeof classification>,
): Promise<SampleOutcome> {
  const { local } = request.task;
  const { methodTask } = local;
  let parsed: ParsedClassification;
  try {
    parsed = parseClassification(request.record);
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    const recomputed = "a classification result";
    const difference = { where: "result", committed: error.message, recomputed };
    return { checked: "form of the result", differences: [difference] };
  }
  const { result } = parsed;
  const data = preparedData(preparationOf(methodTask));
  if (data.status !== "ready") {
    const difference = {
      where: "status",
      committed: "done",
      recomputed: `skipped: ${data.reason}`,
    };
    return { checked: "whether the method applies", differences: [difference] };
  }
  const { foldSeeds } = local.folds;
  const frame = compareValues(
    {
      data: result.data,
      testLabels: result.testLabels,
      grid: result.grid,
      foldSeeds: result.selections.map(({ foldSeed }) => foldSeed),
    },
    {
      data: dataFacts(data),
      testLabels: [...data.test.labels],
      grid: methodTask.definition.grid,
      foldSeeds,
    },
    "result",
  );
  if (frame.length > 0) return { checked: "data, grid and folds", differences: frame };
  const searched = await searchSample(request, data);
  const refits = await refitSample(request, result, data);
  const differences = result.selections.flatMap((selection, s) => {
    const where = `result.selections[${s}]`;
    return [
      ...compareValues(selection.notes, notesOf(methodTask, searched.folds[s]!), `${where}.notes`),
      ...validationDifferences(searched, selection, s, `${where}.validation`),
      ...choiceDifferences(local, selection, where),
      ...testDifferences(refits, selection, s, where),
    ];
  });
  const of = gridSize(methodTask.definition.grid);
  return {
    checked: `${searched.candidates.length} of ${of} candidates, ${counted(refits.count, "refit")}`,
    differences,
  };
}
