import { randomSource } from "../../math/random.ts";

/** `draws` of the numbers below `count`, in ascending order; all where there are no more. */
export function drawn(count: number, draws: number, seed: string): number[] {
  const order = Int32Array.from({ length: count }, (_, i) => i);
  if (draws < count) randomSource(seed).shuffle(order);
  return [...order.subarray(0, draws)].sort((a, b) => a - b);
}
