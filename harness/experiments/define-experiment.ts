import type { z } from "zod";
import type {
  Experiment,
  ExperimentDefinition,
  ReadyTask,
  RunContext,
  Units,
} from "./experiment.ts";

/** An experiment with its own types, for those who compute with it by name. */
export interface DefinedExperiment<Name extends string, Local, U extends Units> extends Experiment {
  readonly name: Name;
  /** There for the compiler alone: no object has it. */
  readonly types?: { readonly local: Local; readonly units: U };
}

/** What a task of an experiment needs, its `local`. */
export type LocalOf<E> = E extends DefinedExperiment<string, infer Local, Units> ? Local : never;

/** The units of an experiment. */
export type UnitsOf<E> = E extends DefinedExperiment<string, unknown, infer U> ? U : never;

/**
 * Makes an experiment of its definition. The types of config, task, units and result are inferred and
 * checked against each other here; the rest of the program hands these values on without knowing
 * them, so this is the one place where they are taken at their word.
 */
export function defineExperiment<
  const Name extends string,
  Schema extends z.ZodObject,
  Local,
  U extends Units,
  Result,
>(
  definition: ExperimentDefinition<Name, Schema, Local, U, Result>,
): DefinedExperiment<Name, Local, U> {
  const local = (task: ReadyTask) => task.local as Local;
  return {
    ...definition,
    check: (config, context) => definition.check?.(config as z.output<Schema>, context),
    expand: (config, context) => definition.expand(config as z.output<Schema>, context),
    units: definition.units as unknown as Experiment["units"],
    run: (task, context) => definition.run(local(task), typedContext(context)),
    nominalSeconds: (task) => definition.nominalSeconds(local(task)),
    workerBytes: (task) => definition.workerBytes(local(task)),
    stages: (task) => definition.stages(local(task)),
  };
}

function typedContext<U extends Units>(context: RunContext): RunContext<U> {
  return {
    map: async (unit, calls) => (await context.map(unit, calls)) as ReturnType<U[typeof unit]>[],
  };
}
