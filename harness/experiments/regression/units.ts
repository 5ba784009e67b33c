import { measureRepetitions, type Repetition } from "./repetitions.ts";
import type { RegressionTask } from "./task.ts";

interface RepetitionsPayload {
  readonly task: RegressionTask;
  readonly from: number;
  readonly to: number;
}

export const units = {
  /** Repetitions `from` … `to` - 1. */
  repetitions({ task, from, to }: RepetitionsPayload): Repetition[] {
    return measureRepetitions(task, from, to);
  },
};
