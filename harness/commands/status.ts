import type { CommandModule } from "yargs";
import { counted } from "../report/format.ts";
import { type QueueStatus, queueStatus } from "../run/queue/status.ts";
import { toggle } from "./flags.ts";
import { type QueueArguments, redisOf, withQueue } from "./queue-options.ts";

interface StatusArguments extends QueueArguments {
  json: boolean;
}

function statusText(status: QueueStatus): string {
  const { queue, server, waiting, active, answered, failed, workers, run } = status;
  return [
    `queue ${queue} on ${server}: ${waiting} units wait, ${active} under way, ${answered} answered and not taken yet, ${failed.length} failed`,
    counted(workers, "worker"),
    run === null ? "no run collects" : `run ${run}`,
    ...failed.map(({ unit, reason }) => `failed: ${unit}: ${reason}`),
  ].join("\n");
}

async function status(flags: StatusArguments): Promise<void> {
  const found = await queueStatus(redisOf(flags), flags.queue);
  console.log(flags.json ? JSON.stringify(found, null, 2) : statusText(found));
}

export const statusCommand: CommandModule<object, StatusArguments> = {
  builder: (builder) => withQueue(builder).option("json", toggle("Print the status as JSON")),
  handler: status,
};
