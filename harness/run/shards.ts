import { randomBytes } from "node:crypto";
import { contentKey, type Json } from "../canonical-json.ts";
import { firstUnits } from "../plan/first-units.ts";
import type { Plan, PlannedTask } from "../plan/plan.ts";
import { recordPath } from "../store/records.ts";
import type { Executor } from "./executor.ts";
import { Journal, journalPath, partPath } from "./journal.ts";
import { Scheduler } from "./scheduler.ts";

/**
 * Deals work to shards of about equal cost: the longest first, each to the shard that has the least.
 * @returns indexes of the items, for every shard in their own order
 */
export function dealShards(seconds: readonly number[], count: number): number[][] {
  const shards = Array.from({ length: count }, (): number[] => []);
  const loads = new Float64Array(count);
  const longestFirst = [...seconds.keys()].sort((a, b) => seconds[b]! - seconds[a]! || a - b);
  for (const item of longestFirst) {
    let least = 0;
    for (let shard = 1; shard < count; shard++) if (loads[shard]! < loads[least]!) least = shard;
    loads[least]! += seconds[item]!;
    shards[least]!.push(item);
  }
  return shards.map((items) => items.sort((a, b) => a - b));
}

/** How a shard went. */
export interface ShardEnd {
  readonly units: number;
  /** Of them those that were there before. */
  readonly kept: number;
  /** Sentences on units that failed; the run that records tries them again. */
  readonly failures: readonly string[];
}

/**
 * Computes one shard of a plan's first units and adds their replies to journals of its own, one a
 * task, which the run that records reads: no two processes write one file.
 * @param shard counts from 1
 */
export async function runShard(
  plan: Plan,
  results: string,
  { shard, count }: { readonly shard: number; readonly count: number },
  executor: Executor,
): Promise<ShardEnd> {
  const units = await firstUnits(plan);
  const shards = dealShards(
    units.map(({ call }) => call.seconds),
    count,
  );
  const own = shards[shard - 1]!.map((index) => units[index]!);
  const scheduler = new Scheduler(executor);
  const journals = new Map<PlannedTask, Journal>();
  const process = randomBytes(4).toString("hex"); // a shard may run twice at the same time
  for (const { planned } of own) {
    if (journals.has(planned)) continue;
    const { dataset, method } = planned.task;
    const whole = journalPath(recordPath(results, dataset, method));
    const part = partPath(whole, `${shard}-of-${count}-${process}`);
    journals.set(planned, new Journal(part, planned.key, whole));
  }
  let kept = 0;
  const ends = await Promise.allSettled(
    own.map(async ({ planned, unit, call: { payload, seconds } }) => {
      const journal = journals.get(planned)!;
      const name = contentKey([unit, payload as Json]);
      if (journal.get(name) !== undefined) {
        kept++;
        return;
      }
      const request = { experiment: plan.experiment.name, unit, payload, seconds };
      journal.put(planned.key, name, await scheduler.submit(request, 0));
    }),
  );
  const failures = ends.flatMap((end) =>
    end.status === "rejected" ? [(end.reason as Error).message] : [],
  );
  return { units: own.length, kept, failures };
}
