import type { Outcome, RunContext } from "../experiment.ts";
import { repetitionSeconds } from "./cost.ts";
import type { RegressionResult } from "./result.ts";
import type { RegressionTask } from "./task.ts";
import type { units } from "./units.ts";

/** Expected seconds of a unit: short enough to share out, long enough not to notice the sharing. */
const unitSeconds = 1;

/** Measures a condition with one method, some repetitions a unit. */
export async function runRegression(
  task: RegressionTask,
  context: RunContext<typeof units>,
): Promise<Outcome<RegressionResult>> {
  const each = repetitionSeconds(task);
  const together = Math.max(1, Math.floor(unitSeconds / each));
  const replies = await context.map(
    "repetitions",
    Array.from({ length: Math.ceil(task.repetitions / together) }, (_, k) => {
      const from = k * together;
      const to = Math.min(task.repetitions, from + together);
      return { payload: { task, from, to }, seconds: (to - from) * each };
    }),
  );
  const repetitions = replies.flat();
  const chosen =
    task.method.kind === "previous"
      ? null
      : {
          setting: repetitions.map(({ setting }) => setting),
          ridge: repetitions.map(({ ridge }) => ridge),
        };
  return { status: "done", result: { snr: repetitions.map(({ snr }) => snr), chosen } };
}
