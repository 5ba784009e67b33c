import { HarnessError } from "../../errors.ts";
import { kernelNamed } from "../../kernels/registry.ts";
import { gridFrom } from "../../methods/grid-schema.ts";
import { definitionOf } from "../definition.ts";
import type { Task } from "../experiment.ts";
import type { KernelEntry } from "../kernel-entry.ts";
import type { Method, RegressionTask } from "./task.ts";
import type { Signal } from "./windows.ts";

/** The keys of both configs that decide how a kernel is used. */
export interface MethodOptions {
  readonly kernels: readonly KernelEntry[];
  readonly ridges: readonly number[];
  readonly folds: number;
  readonly padding: "start" | "end";
}

/** What stands for a series in a definition: which values it has, by their checksum. */
interface SeriesIdentity {
  readonly name: string;
  readonly column: string;
  /** Its first and its last day. */
  readonly first: string;
  readonly last: string;
  readonly checksum: string;
  readonly trainDays: number;
  readonly scale: string;
}

/** A condition: what all its methods share. */
export interface Condition {
  readonly dataset: string;
  readonly task: Omit<RegressionTask, "method">;
  /** What stands for the signal in the definition. */
  readonly signal: Signal | SeriesIdentity;
}

const previous = { id: "previous", label: "Previous value", method: { kind: "previous" } } as const;

function methodsOf({ kernels, ridges, folds, padding }: MethodOptions) {
  const own = kernels.map((entry) => {
    const kernel = kernelNamed(entry.kernel);
    const method: Method = {
      kind: "kernel",
      kernel: kernel.name,
      grid: gridFrom(kernel, entry.grid),
      ridges,
      folds,
      padding,
    };
    return {
      id: entry.name ?? kernel.name,
      label: entry.label ?? entry.name ?? kernel.label,
      method,
    };
  });
  const ids = [...own.map(({ id }) => id), previous.id];
  const twin = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twin !== undefined) {
    throw new HarnessError(
      "config",
      `two methods of the config are called "${twin}"`,
      "give one of them another `name`",
    );
  }
  return [...own, previous];
}

/** Every condition with every method; a condition that several sweeps have is there once. */
export function tasksOf(
  experiment: string,
  conditions: readonly Condition[],
  options: MethodOptions,
): Task<RegressionTask>[] {
  const methods = methodsOf(options);
  const distinct = new Map(conditions.map((condition) => [condition.dataset, condition]));
  return [...distinct.values()].flatMap(({ dataset, task, signal }) =>
    methods.map(({ id, label, method }) => {
      const local: RegressionTask = { ...task, method };
      const definition = definitionOf(experiment, { ...local, signal });
      return { dataset, method: id, label, state: { kind: "ready", definition, local } };
    }),
  );
}
