import { type Sums, sumsOfPairs } from "./measure.ts";
import type { SensitivityTask } from "./task.ts";

interface PairsPayload {
  readonly task: SensitivityTask;
  readonly from: number;
  readonly to: number;
}

export const units = {
  /** The sums of the pairs `from` … `to` - 1, a setting an entry. */
  pairs({ task, from, to }: PairsPayload): Sums[] {
    return sumsOfPairs(task.settings, task.length, from, to, `sensitivity ${task.seed}`);
  },
};
