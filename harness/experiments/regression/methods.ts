import type { Json } from "../../canonical-json.ts";
import { HarnessError } from "../../errors.ts";
import { kernelNamed } from "../../kernels/registry.ts";
import { gridFrom } from "../../methods/grid-schema.ts";
import type { Task } from "../experiment.ts";
import type { KernelEntry } from "../kernel-entry.ts";
import { numericsVersion } from "../numerics-version.ts";
import type { Method, RegressionTask } from "./repetitions.ts";

/** The keys of both configs that decide how a kernel is used. */
export interface MethodOptions {
  readonly kernels: readonly KernelEntry[];
  readonly ridges: readonly number[];
  readonly folds: number;
  readonly padding: "start" | "end";
}

/** A condition: what all its methods share. */
export interface Condition {
  readonly dataset: string;
  readonly task: Omit<RegressionTask, "method">;
  /** What stands for the signal in the definition. */
  readonly signal: Json;
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

/** Every condition with every method. */
export function tasksOf(
  experiment: string,
  conditions: readonly Condition[],
  options: MethodOptions,
): Task[] {
  const methods = methodsOf(options);
  return conditions.flatMap(({ dataset, task, signal }) =>
    methods.map(({ id, label, method }): Task => {
      const { signal: _, ...rest } = task;
      const definition = {
        experiment,
        numerics: numericsVersion,
        signal,
        ...(rest as unknown as Record<string, Json>),
        method: method as unknown as Json,
      };
      const local: RegressionTask = { ...task, method };
      return { dataset, method: id, label, state: { kind: "ready", definition, local } };
    }),
  );
}
