import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomSource } from "../harness/math/random.ts";
import { type Sequences, sequencesFrom } from "../harness/math/sequences.ts";

/** n smooth series of T steps in R^m, of unit norm: autoregressive noise. */
export function smoothSeries(n: number, T: number, m = 1): Sequences {
  const random = randomSource(`bench ${n} ${T} ${m}`);
  return sequencesFrom(
    Array.from({ length: n }, () => {
      const last = new Float64Array(m);
      const steps = Array.from({ length: T }, () =>
        Array.from(last, (value, k) => {
          last[k] = 0.9 * value + random.normal();
          return last[k]!;
        }),
      );
      const norm = Math.sqrt(steps.flat().reduce((sum, value) => sum + value * value, 0));
      return steps.map((step) => step.map((value) => value / norm));
    }),
  );
}

/** Lends a file with the values of the series, for a peer. */
export function withFile<T>({ values }: Sequences, use: (file: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "rntk-bench-"));
  try {
    const file = join(folder, "series.f64");
    writeFileSync(file, values);
    return use(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
