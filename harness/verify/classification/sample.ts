import type { classification } from "../../experiments/classification/classification.ts";
import { dataFacts } from "../../experiments/classification/describe-data.ts";
import { classificationResultSchema } from "../../experiments/classification/result.ts";
import { preparedData } from "../../experiments/classification/units.ts";
import { gridSize } from "../../experiments/grid.ts";
import { kernelNamed } from "../../kernels/registry.ts";
import { compareValues } from "../compare-values.ts";
import type { SampleOutcome, SampleRequest } from "../sample.ts";
import { refitSample, testDifferences } from "./refits.ts";
import { choiceDifferences, searchSample, validationDifferences } from "./validation.ts";

/**
 * Recomputes a seeded sample of a classification: validation accuracies of `draws` settings with
 * every fold and C, the choice that follows from the whole validation surface, the refit of what
 * was chosen, and the test accuracies of up to `draws` ties.
 */
export async function sampleClassification(
  request: SampleRequest<typeof classification>,
): Promise<SampleOutcome> {
  const { local } = request.task;
  const parsed = classificationResultSchema.safeParse(request.result);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    const where = ["result", ...issue.path].join(".");
    const difference = { where, committed: issue.message, recomputed: "a classification result" };
    return { checked: "form of the result", differences: [difference] };
  }
  const result = parsed.data;
  const data = preparedData(local.unitTask, kernelNamed(local.unitTask.kernel));
  if (data.status !== "ready") {
    const difference = {
      where: "status",
      committed: "done",
      recomputed: `skipped: ${data.reason}`,
    };
    return { checked: "whether the kernel applies", differences: [difference] };
  }
  const { foldSeeds } = local.folds;
  const frame = compareValues(
    {
      data: result.data,
      testLabels: result.testLabels,
      grid: result.grid,
      C: result.C,
      foldSeeds: result.selections.map(({ foldSeed }) => foldSeed),
    },
    {
      data: dataFacts(data),
      testLabels: [...data.test.labels],
      grid: local.unitTask.grid,
      C: local.unitTask.C,
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
      ...compareValues(selection.notes, searched.folds[s]!.notes, `${where}.notes`),
      ...validationDifferences(searched, selection, s, `${where}.validation`),
      ...choiceDifferences(local, selection, where),
      ...testDifferences(refits, selection, where),
    ];
  });
  const of = gridSize(local.unitTask.grid);
  return {
    checked: `${searched.settings.length} of ${of} settings, ${refits.bySetting.size} refits`,
    differences,
  };
}
