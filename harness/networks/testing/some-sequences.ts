import { randomSource } from "../../math/random.ts";
import { sequencesFrom } from "../../math/sequences.ts";
import type { LabelledSequences, NetworkKind } from "../network.ts";

export const kinds: readonly NetworkKind[] = ["gaussian-rnn", "identity-rnn", "gru"];

/** The most steps of `someSequences`. */
export const mostSteps = 7;

/** So many sequences of noise in R^m, of 1 to 7 steps, in three classes that differ by their means. */
export function someSequences(count: number, dimension: number): LabelledSequences {
  const source = randomSource(`sequences for tests of networks: ${count} ${dimension}`);
  const series = Array.from({ length: count }, (_, i) =>
    Array.from({ length: 1 + ((3 * i) % mostSteps) }, () =>
      Array.from({ length: dimension }, () => (i % 3) - 1 + source.normal() / 2),
    ),
  );
  return { sequences: sequencesFrom(series), labels: Int32Array.from(series, (_, i) => i % 3) };
}
