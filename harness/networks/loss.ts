import { exp, log } from "../math/elementary.ts";
import type { Numbers } from "../wasm/twin/networks/arithmetic.ts";

/**
 * Cross-entropy of the softmax, -log p with p = e^(f_label) / Σ e^f, summed over the lanes of `labels`; NaN
 * where a logit is not finite. In float64 whatever the width of the logits, as this is little work.
 * @param at where the logits stand, (classes, lanes); replaced by `weight` times the loss's gradient, lanes
 *   without a label by 0
 */
export function crossEntropy(
  memory: Numbers,
  at: number,
  classes: number,
  lanes: number,
  labels: Int32Array,
  weight: number,
  round: (value: number) => number,
): number {
  let loss = 0;
  const powers = new Float64Array(classes);
  for (let lane = 0; lane < lanes; lane++) {
    const place = (k: number) => at + k * lanes + lane;
    if (lane >= labels.length) {
      for (let k = 0; k < classes; k++) memory[place(k)] = 0;
      continue;
    }
    let most = memory[place(0)]!;
    for (let k = 1; k < classes; k++) most = Math.max(most, memory[place(k)]!);
    let sum = 0;
    for (let k = 0; k < classes; k++) {
      powers[k] = exp(memory[place(k)]! - most);
      sum += powers[k]!;
    }
    const label = labels[lane]!;
    loss += log(sum) - (memory[place(label)]! - most);
    for (let k = 0; k < classes; k++) {
      const target = k === label ? 1 : 0;
      memory[place(k)] = round(weight * (powers[k]! / sum - target));
    }
  }
  return loss;
}
