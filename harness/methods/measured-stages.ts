import type { Stage } from "../stage.ts";
import { sampled } from "../stopwatch.ts";
import { gridSize } from "./grid.ts";
import type { Method, MethodDefinition, StageInput } from "./method.ts";

/**
 * The stages of a method by the method itself: the search of one group of candidates and the test of one,
 * timed as they are. For methods that take seconds; one that takes hours has samples of its own.
 */
export function measuredStages<Definition extends MethodDefinition>(
  method: Method<Definition>,
  definition: Definition,
  { train, test, counts, assignments, seeds, testUnits }: StageInput,
): Stage[] {
  const candidates = gridSize(definition.grid);
  const { least } = method.cost.groups(definition);
  const { folds } = counts;
  return [
    {
      name: "search",
      count: candidates,
      seconds: sampled(candidates / least, () => {
        method.search(definition, train, {
          ...{ from: 0, to: least, assignments, seeds, folds, pruning: "none" },
        });
      }),
    },
    {
      name: "tests",
      count: 1,
      later: testUnits(1),
      seconds: sampled(1, () => {
        const draw = { seed: seeds[0]!, assignment: assignments[0]!, folds };
        method.test(definition, train, test, [0], draw);
      }),
    },
  ];
}
