import { HarnessError } from "../errors.ts";
import { experimentNamed } from "../experiments/registry.ts";
import { notFinitePath } from "../not-finite.ts";
import { stopwatch } from "../stopwatch.ts";
import type { UnitReply, UnitRequest } from "./executor.ts";

/**
 * Runs a unit on this thread.
 * @throws HarnessError `compute` where its reply holds a number that is not finite: JSON has none, so that
 *   neither a journal nor a record could keep it
 */
export function runUnit({ experiment, unit, payload }: UnitRequest): UnitReply {
  const { units } = experimentNamed(experiment);
  const work = Object.hasOwn(units, unit) ? units[unit] : undefined;
  if (work === undefined) throw new Error(`the experiment ${experiment} has no unit ${unit}`);
  const watch = stopwatch();
  const value = work(payload);
  const path = notFinitePath(value);
  if (path !== undefined) {
    throw new HarnessError(
      "compute",
      `${experiment}/${unit} gave a number that is not finite${path === "" ? "" : ` at ${path}`}`,
      "the values overflow: look at the settings and at the scale of the data",
    );
  }
  return { value, seconds: watch() };
}
