import type { Checksums } from "../../data/dataset.ts";
import { sizeOf } from "../../data/load.ts";
import { expandGroups, type LocatedDataset, locateDataset } from "../../data/locate.ts";
import { manifestEntry } from "../../data/manifest.ts";
import { preparePolicies } from "../../data/prepare.ts";
import { HarnessError } from "../../errors.ts";
import type { Grid } from "../../methods/grid.ts";
import { once } from "../../once.ts";
import {
  type DatasetFacts,
  datasetFacts,
  lazyTask,
  refuseTwins,
  unavailableTask,
} from "../dataset-facts.ts";
import { defineExperiment } from "../define-experiment.ts";
import { type Definition, definitionOf } from "../definition.ts";
import type { ExpandContext, Task } from "../experiment.ts";
import { checkConventions } from "./checks.ts";
import { type ConventionsConfig, conventionsSchema } from "./config.ts";
import { type Convention, gridOf, readingOf, recursionName, recursionOf } from "./convention.ts";
import { taskBytes, taskSeconds, taskStages } from "./cost.ts";
import { conventionsResultSchema } from "./result.ts";
import { runConventions } from "./run.ts";
import type { ConventionsTask } from "./task.ts";
import { units, withFiles } from "./units.ts";

/** Conventions that share the recursions of one grid. */
interface Group {
  readonly name: string;
  readonly conventions: Convention[];
}

/**
 * The conventions by what they share, in the order in which it first appears; one with a grid of its own
 * gives its name to all that have the same one.
 */
function groupsOf(conventions: readonly Convention[]): Group[] {
  const groups = new Map<string, Group>();
  for (const convention of conventions) {
    const { grid, upTo } = convention;
    const recursion = recursionName(recursionOf(convention));
    const own = grid === undefined ? "" : `-${convention.name}`;
    const limit = upTo === undefined ? "" : `-up-to-${upTo}`;
    const shared = JSON.stringify([recursion, grid, upTo]);
    const group = groups.get(shared) ?? { name: `${recursion}${own}${limit}`, conventions: [] };
    group.conventions.push(convention);
    groups.set(shared, group);
  }
  return [...groups.values()];
}

/** The grid of a group on a data set of some size, or nothing where it is left out there. */
function gridFor(
  { conventions: [first] }: Group,
  { grid, large }: ConventionsConfig,
  trainSize: number,
): Grid | undefined {
  if (first!.upTo !== undefined && trainSize > first!.upTo) return undefined;
  if (first!.grid !== undefined) return gridOf(first!.grid);
  return gridOf(large !== undefined && trainSize >= large.from ? large.grid : grid);
}

/** Number of training cases, as the manifest has it where the files are not here. */
function trainSizeOf(located: LocatedDataset): number {
  if (located.status === "missing") return manifestEntry(located.name)!.train;
  return (located.size ?? sizeOf(located)).trainSize;
}

function definition(
  config: ConventionsConfig,
  { conventions }: Group,
  grid: Grid,
  dataset: string,
  checksums: Partial<Checksums>,
): Definition {
  const { scale, nonlinearity, derivative, ...recursion } = recursionOf(conventions[0]!);
  return definitionOf("conventions", {
    dataset,
    checksums,
    prepare: preparePolicies.parse({ scale }),
    // these two joined later: records from before do not name them
    recursion: {
      ...recursion,
      ...(nonlinearity === "relu" ? {} : { nonlinearity }),
      ...(derivative === "exact" ? {} : { derivative }),
    },
    grid,
    conventions: conventions.map(readingOf),
    selection: config.selection,
    maxIterations: config.maxIterations,
  });
}

function stateOf(
  config: ConventionsConfig,
  facts: DatasetFacts,
  group: Group,
  grid: Grid,
): Task<ConventionsTask>["state"] {
  if (facts.kind === "unknown")
    return unavailableTask(facts, (checksums) =>
      definition(config, group, grid, facts.name, checksums),
    );
  const { located, checksums, size } = facts;
  const { scale, ...recursion } = recursionOf(group.conventions[0]!);
  const { folds, foldSeeds } = config.selection;
  const prepare = preparePolicies.parse({ scale });
  return {
    kind: "ready",
    definition: definition(config, group, grid, located.name, checksums),
    local: {
      preparation: { data: located, prepare, unequalLengths: true },
      size,
      recursion,
      grid,
      readings: group.conventions.map(readingOf),
      plan: { folds, foldSeeds, stratification: "none", trainChecksum: checksums.train },
      maxIterations: config.maxIterations,
    },
  };
}

/** Refuses conventions that no data set is small enough for. */
function refuseLeftOut(groups: readonly Group[], tasks: readonly Task[]): void {
  const left = groups.find(({ name }) => tasks.every(({ method }) => method !== name));
  if (left === undefined) return;
  const [{ name, upTo }] = left.conventions as [Convention];
  throw new HarnessError(
    "config",
    `the convention ${name} is left out everywhere: no data set has as few as ${upTo} training cases`,
    "its key `upTo` says up to how many it is computed",
  );
}

function expand(config: ConventionsConfig, context: ExpandContext): Task<ConventionsTask>[] {
  const groups = groupsOf(config.conventions);
  const specs = [...expandGroups(config.diagnostics), ...expandGroups(config.controls)];
  const tasks = specs.flatMap((spec) => {
    const located = locateDataset(spec, context);
    const facts = once(() => datasetFacts(spec, located));
    return groups.flatMap((group) => {
      const grid = gridFor(group, config, trainSizeOf(located));
      if (grid === undefined) return [];
      const parts = group.conventions.map(({ name }) => name);
      return lazyTask({ dataset: located.name, method: group.name, label: group.name, parts }, () =>
        stateOf(config, facts(), group, grid),
      );
    });
  });
  refuseLeftOut(groups, tasks);
  refuseTwins(tasks, "a data set is a diagnostic or a control, and stands there once");
  return tasks;
}

/**
 * Why a published column does not come out: conventions that a paper leaves open, one at a time and in
 * pairs, each with all candidates of a grid tested. One task a data set and recursion, which the
 * conventions that differ only in what follows it share.
 */
export const conventions = defineExperiment({
  name: "conventions",
  label: "Conventions",
  schema: conventionsSchema,
  check: checkConventions,
  result: conventionsResultSchema,
  expand,
  units,
  withFiles,
  run: runConventions,
  nominalSeconds: taskSeconds,
  workerBytes: taskBytes,
  stages: taskStages,
});
