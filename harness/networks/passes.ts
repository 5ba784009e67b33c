import type { NetworkFunctions } from "../wasm/network-memory.ts";
import { type LayerRegion, type Layout, stepsTogether } from "./layout.ts";
import type { Block } from "./parameters.ts";

/** Sequences side by side: how many lanes are worked on, and for how many steps. */
export interface Lanes {
  readonly lanes: number;
  readonly steps: number;
}

/** The states of all layers and steps, and the logits of the last. */
export function forward(run: NetworkFunctions, layout: Layout, now: Lanes): void {
  const { units, sums, V, startV, logits, blocks } = layout;
  const { lanes, steps } = now;
  const state = units * lanes;
  for (let t = 0; t < steps; t++) {
    for (const [l, layer] of layout.layers.entries()) {
      const { U, W } = blocks.layers[l]!;
      const before = layer.h + t * state;
      const h = before + state;
      const to = sums === 1 ? h : layer.gates + t * sums * state;
      const ownTo = sums === 1 ? to : to + state;
      run.setRows(sums * units, lanes, layer.start, to);
      run.addProduct(rowsOf(U), U.width, lanes, layer.U, inputAt(layout, l, t, lanes), ownTo);
      run.addProduct(rowsOf(W), units, lanes, layer.W, before, to);
      if (sums === 1) run.rectify(units, lanes, t, layout.starts, h);
      else run.gruStep(units, lanes, t, layout.starts, to, before, h);
    }
  }
  run.setRows(blocks.V.height, lanes, startV, logits);
  run.addProduct(blocks.V.height, units, lanes, V, lastState(layout, now), logits);
}

/**
 * Adds to the gradients of all parameters what the lanes give, from the gradient of the logits, which stands in
 * their place. Factors of the parameters are left out. The states are those that `forward` has left.
 */
export function backward(run: NetworkFunctions, layout: Layout, now: Lanes): void {
  const { units, sums, blocks, logits, gradients, layers } = layout;
  const { lanes, steps } = now;
  const state = units * lanes;
  const { V, c } = blocks;
  const last = lastState(layout, now);
  run.addOuter(V.height, units, lanes, 1, logits, 0, last, 0, gradients + V.start);
  if (c !== undefined) run.addSums(V.height, lanes, 1, logits, 0, gradients + c.start);
  for (const layer of layers) run.scale(state, 0, layer.dh);
  run.addProduct(units, V.height, lanes, layout.downV, logits, layers.at(-1)!.dh);
  const together = stepsTogether(lanes);
  for (let t = steps - 1; t >= 0; t--) {
    const first = t - (t % together);
    for (let l = layers.length - 1; l >= 0; l--) {
      const layer = layers[l]!;
      const before = layer.h + t * state;
      const d = layer.d + (t - first) * sums * state;
      if (sums === 1) run.rectifyBack(units, lanes, before + state, layer.dh, d);
      else {
        const gates = layer.gates + t * sums * state;
        run.gruStepBack(units, lanes, t, layout.starts, gates, before, layer.dh, d);
      }
      const { U, W } = blocks.layers[l]!;
      if (t > 0) run.addProduct(units, rowsOf(W), lanes, layer.downW, d, layer.dh);
      const ownD = sums === 1 ? d : d + state;
      if (l > 0) run.addProduct(units, rowsOf(U), lanes, layer.downU, ownD, layers[l - 1]!.dh);
    }
    if (t === first) {
      const count = Math.min(together, steps - first);
      for (const [l, layer] of layers.entries())
        addGradients(run, layout, l, layer, first, count, lanes);
    }
  }
}

/** Adds the gradients of a layer's parameters that `count` steps from `first` on give. */
function addGradients(
  run: NetworkFunctions,
  layout: Layout,
  l: number,
  layer: LayerRegion,
  first: number,
  count: number,
  lanes: number,
): void {
  const { units, sums, gradients } = layout;
  const { U, W, b, c } = layout.blocks.layers[l]!;
  const state = units * lanes;
  const dStep = sums * state;
  const ownD = sums === 1 ? layer.d : layer.d + state;
  const input = inputAt(layout, l, first, lanes);
  const before = layer.h + first * state;
  const [dims, at] = [[lanes, count] as const, (block: Block) => gradients + block.start];
  run.addOuter(rowsOf(U), U.width, ...dims, ownD, dStep, input, U.width * lanes, at(U));
  run.addOuter(rowsOf(W), units, ...dims, layer.d, dStep, before, state, at(W));
  if (b !== undefined) run.addSums(rowsOf(b), ...dims, ownD, dStep, at(b));
  if (c !== undefined) run.addSums(rowsOf(c), ...dims, layer.d, dStep, at(c));
}

function rowsOf({ gates, height }: Block): number {
  return gates * height;
}

/** Where the input of a layer stands at a step: x, or the state of the layer below. */
function inputAt(layout: Layout, l: number, t: number, lanes: number): number {
  if (l === 0) return layout.x + t * layout.blocks.layers[0]!.U.width * lanes;
  return layout.layers[l - 1]!.h + (t + 1) * layout.units * lanes;
}

function lastState({ layers, units }: Layout, { lanes, steps }: Lanes): number {
  return layers.at(-1)!.h + steps * units * lanes;
}
