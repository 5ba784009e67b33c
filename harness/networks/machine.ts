import type { Sequences } from "../math/sequences.ts";
import type { NetworkMemory } from "../wasm/network-memory.ts";
import type { Numbers } from "../wasm/twin/networks/arithmetic.ts";
import { fillLanes } from "./lanes.ts";
import { type Layout, layOut } from "./layout.ts";
import { crossEntropy } from "./loss.ts";
import type { LabelledSequences, NetworkShape } from "./network.ts";
import type { Block } from "./parameters.ts";
import { backward, forward } from "./passes.ts";

/** How RMSProp takes a step. */
export interface StepSettings {
  readonly learningRate: number;
  /** Of the running mean of squared gradients, which starts at 0. */
  readonly decay: number;
  /** Added to the root of that mean. */
  readonly epsilon: number;
  /** Gradients whose norm over all parameters is larger are scaled down to it. */
  readonly clipNorm?: number | undefined;
}

/** A network laid out in a memory: its parameters are numbers of that memory's width. */
export interface NetworkMachine {
  readonly layout: Layout;
  /** Sets all parameters, in the order of `blocksOf`, and forgets the mean of squared gradients. */
  load(parameters: Numbers): void;
  parameters(): Numbers;
  /** Whether all parameters are finite: some networks diverge without a loss that shows it. */
  isFinite(): boolean;
  /** Gradient of the last `gradientOf`, in the order of the parameters. */
  gradients(): Float64Array;
  /** Mean cross-entropy of a batch; NaN or infinite where the network has diverged. */
  gradientOf(data: LabelledSequences, rows: Int32Array): number;
  /** A step of RMSProp with that gradient. */
  step(settings: StepSettings): void;
  /** Logits (rows, classes). */
  scores(sequences: Sequences, rows: Int32Array): Float64Array;
}

/**
 * A network in a memory, with room for batches of at most so many sequences, of at most so many steps
 * (`networkBytes`); all parameters are 0. The memory is the machine's own while it is in use.
 */
export function networkMachine(
  memory: NetworkMemory,
  shape: NetworkShape,
  batchSize: number,
  longest: number,
): NetworkMachine {
  const run = memory.functions;
  const layout = layOut(shape, batchSize, longest, memory.base);
  const values = memory.reserve(layout.end);
  values.fill(0, memory.base, layout.end);
  const { blocks, parameters, gradients } = layout;
  const { count } = blocks;

  /** The parameters as products take them. */
  function arrange(): void {
    const packed = ({ gates, height, width, factor, start }: Block, to: number, down: number) => {
      const rows = gates * height;
      run.pack(rows, width, factor, parameters + start, to);
      if (down > 0) run.packTransposed(rows, width, factor, parameters + start, down);
    };
    for (const [l, { U, W, b, c }] of blocks.layers.entries()) {
      const region = layout.layers[l]!;
      packed(U, region.U, region.downU);
      packed(W, region.W, region.downW);
      // The biases of W stand at the first sums, those of U at the last ones.
      const own = b && values.subarray(parameters + b.start, parameters + b.start + rowsOf(b));
      const other = c && values.subarray(parameters + c.start, parameters + c.start + rowsOf(c));
      const sums = layout.sums * layout.units;
      for (let i = 0; i < sums; i++) {
        const beside = own?.[own.length - sums + i] ?? 0;
        values[region.start + i] = memory.round(beside + (other?.[i] ?? 0));
      }
    }
    const { V, c } = blocks;
    packed(V, layout.V, layout.downV);
    if (c !== undefined)
      values.copyWithin(layout.startV, parameters + c.start, parameters + c.start + V.height);
  }

  function* parts(rows: Int32Array): Generator<Int32Array> {
    for (let from = 0; from < rows.length; from += layout.lanes)
      yield rows.subarray(from, from + layout.lanes);
  }

  return {
    layout,
    load(next) {
      for (let k = 0; k < count; k++) values[parameters + k] = memory.round(next[k]!);
      values.fill(0, layout.squares, layout.squares + count);
    },
    parameters: () => values.slice(parameters, parameters + count),
    isFinite: () => values.subarray(parameters, parameters + count).every(Number.isFinite),
    gradients: () => Float64Array.from(values.subarray(gradients, gradients + count)),
    gradientOf({ sequences, labels }, rows) {
      arrange();
      values.fill(0, gradients, gradients + count);
      let loss = 0;
      for (const part of parts(rows)) {
        const now = fillLanes(values, layout, sequences, part, memory.round);
        forward(run, layout, now);
        const own = part.map((row) => labels[row]!);
        const { round } = memory;
        const { logits } = layout;
        loss += crossEntropy(values, logits, shape.classes, now.lanes, own, 1 / rows.length, round);
        backward(run, layout, now);
      }
      for (const { gates, height, width, factor, start } of blocks.all)
        if (factor !== 1) run.scale(gates * height * width, factor, gradients + start);
      return loss / rows.length;
    },
    step({ learningRate, decay, epsilon, clipNorm }) {
      if (clipNorm !== undefined) {
        let squares = 0;
        for (let k = gradients; k < gradients + count; k++) squares += values[k]! * values[k]!;
        // As PyTorch's clip_grad_norm_ has it, the small number included.
        const factor = clipNorm / (Math.sqrt(squares) + 1e-6);
        if (factor < 1) run.scale(count, factor, gradients);
      }
      const places = [parameters, gradients, layout.squares] as const;
      run.update(count, learningRate, decay, 1 - decay, epsilon, ...places);
    },
    scores(sequences, rows) {
      arrange();
      const { classes } = shape;
      const scores = new Float64Array(rows.length * classes);
      let done = 0;
      for (const part of parts(rows)) {
        const now = fillLanes(values, layout, sequences, part, memory.round);
        forward(run, layout, now);
        for (let lane = 0; lane < part.length; lane++, done++)
          for (let k = 0; k < classes; k++)
            scores[done * classes + k] = values[layout.logits + k * now.lanes + lane]!;
      }
      return scores;
    },
  };
}

function rowsOf({ gates, height }: Block): number {
  return gates * height;
}
