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
  return value === undefined ? "-" : Number(value.toPrecision(3)).toString();
}

/** Prints rows under a header, columns aligned. */
export function printTable(header: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = header.map((_, c) => Math.max(...[header, ...rows].map((row) => row[c]!.length)));
  for (const row of [header, ...rows])
    console.log(row.map((text, c) => text.padStart(widths[c]!)).join("  "));
}
