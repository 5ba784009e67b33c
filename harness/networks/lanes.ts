import type { Sequences } from "../math/sequences.ts";
import type { Numbers } from "../wasm/twin/networks/arithmetic.ts";
import { type Layout, laneGroup } from "./layout.ts";
import { roundedUp } from "./parameters.ts";
import type { Lanes } from "./passes.ts";

/**
 * Puts some sequences side by side into the memory. They are aligned at their ends: a shorter one starts later,
 * from the state 0, and what stands before its start never reaches it, nor do lanes without a sequence.
 */
export function fillLanes(
  memory: Numbers,
  layout: Layout,
  { lengths, offsets, values, dimension }: Sequences,
  rows: Int32Array,
  round: (value: number) => number,
): Lanes {
  const lanes = roundedUp(rows.length, laneGroup);
  const steps = rows.reduce((most, row) => Math.max(most, lengths[row]!), 0);
  const { x, starts, units } = layout;
  memory.fill(0, x, x + steps * dimension * lanes);
  memory.fill(steps, starts, starts + lanes);
  for (const [lane, row] of rows.entries()) {
    const [length, offset] = [lengths[row]!, offsets[row]!];
    const start = steps - length;
    memory[starts + lane] = start;
    for (let k = 0, to = x + start * dimension * lanes + lane; k < length * dimension; k++) {
      memory[to] = round(values[offset + k]!);
      to += lanes;
    }
  }
  for (const { h } of layout.layers) memory.fill(0, h, h + units * lanes);
  return { lanes, steps };
}
