import { experimentNamed } from "../experiments/registry.ts";
import { stopwatch } from "../stopwatch.ts";
import type { UnitReply, UnitRequest } from "./executor.ts";

/** Runs a unit on this thread. */
export function runUnit({ experiment, unit, payload }: UnitRequest): UnitReply {
  const { units } = experimentNamed(experiment);
  const work = Object.hasOwn(units, unit) ? units[unit] : undefined;
  if (work === undefined) throw new Error(`the experiment ${experiment} has no unit ${unit}`);
  const watch = stopwatch();
  const value = work(payload);
  return { value, seconds: watch() };
}
