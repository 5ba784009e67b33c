import { arch, availableParallelism, cpus, platform } from "node:os";

/** Facts of a run that differ between machines and days; they stand beside the record, never in it. */
export function volatileFacts(workers: number) {
  return {
    finished: new Date().toISOString(),
    workers,
    node: process.version,
    system: `${platform()} ${arch()}`,
    processor: cpus()[0]?.model ?? "unknown",
    cores: availableParallelism(),
    peakMegabytes: Math.round((process.resourceUsage().maxRSS * 1024) / 1e6),
  };
}
