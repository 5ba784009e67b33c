import type { DatasetSize, PresentDataset } from "../../data/locate.ts";
import type { PreparePolicies } from "../../data/prepare.ts";
import type { Method, MethodDefinition } from "../../methods/method.ts";
import { methodNamed } from "../../methods/registry.ts";
import type { FoldPlan } from "../fold-plan.ts";
import type { Preparation } from "../prepared-data.ts";
import type { ClassificationConfig } from "./config.ts";

/** What every unit of one task needs to find its data and its method. */
export interface MethodTask {
  readonly data: PresentDataset;
  readonly prepare: PreparePolicies;
  /** Name of the method. */
  readonly method: string;
  readonly definition: MethodDefinition;
}

/** What a task knows beside its definition: how its units find data and method, and how large it is. */
export interface ClassificationLocal {
  readonly methodTask: MethodTask;
  readonly folds: FoldPlan;
  readonly selection: ClassificationConfig["selection"];
  /** As far as it is known without reading the data. */
  readonly size: DatasetSize;
}

export function methodOf({ method }: MethodTask): Method {
  return methodNamed(method);
}

/** What the method of a task is given. */
export function preparationOf(task: MethodTask): Preparation {
  const { data, prepare, definition } = task;
  return { data, prepare, unequalLengths: methodOf(task).takesUnequalLengths(definition) };
}

/** Whether the search takes no notice of folds. */
export function leavesOneOut(task: MethodTask): boolean {
  return methodOf(task).leaveOneOut?.(task.definition) ?? false;
}
