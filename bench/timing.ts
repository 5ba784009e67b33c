import { shortNumber } from "../harness/report/format.ts";
import { alignedLines } from "../harness/report/text-table.ts";

/** Processor seconds of a computation: what other work on the machine costs is not counted. */
export function processorSeconds(compute: () => void): number {
  const start = process.cpuUsage();
  compute();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

/** A number for a table: three significant digits, or a dash where there is none. */
export function short(value: number | undefined): string {
  return value === undefined ? "-" : String(shortNumber(value, 3));
}

/** Prints rows under a header, columns aligned. */
export function printTable(header: readonly string[], rows: readonly (readonly string[])[]): void {
  const aligns = header.map(() => "right" as const);
  console.log(alignedLines([header, ...rows], aligns).join("\n"));
}
