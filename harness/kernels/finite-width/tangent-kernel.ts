import type { Matrix } from "../../math/matrix.ts";
import type { RandomSource } from "../../math/random.ts";
import { longestOf, type Sequences } from "../../math/sequences.ts";
import type { RntkParameters } from "../rntk/profile.ts";
import { addProduct, addTransposedProduct, laneProducts, lanesFor } from "./lanes.ts";
import { type NetworkWeights, nonlinearities } from "./network.ts";

/** Forward and backward pass of a network on sequences; states are (n, lanes), see `lanes.ts`. */
export interface Passes {
  readonly lanes: number;
  readonly lengths: Int32Array; // (N)
  /** h^(l,t) as states[l][t], t = 0 … T; states[0][t] is x_t, (m, lanes). */
  readonly states: readonly (readonly Float64Array[])[];
  /** ∂f/∂g^(l,t) as deltas[l][t], t = 1 … T, zero after a sequence's own end; deltas[0] is empty. */
  readonly deltas: readonly (readonly Float64Array[])[];
  /** f of each sequence. */
  readonly outputs: Float64Array; // (N)
}

/**
 * Runs the network on N sequences of any lengths and propagates f back.
 * @param source draws the initial states h^(l,0) ~ N(0, sh²), independent for every sequence
 */
export function passes(
  weights: NetworkWeights,
  setting: RntkParameters,
  sequences: Sequences,
  source: RandomSource,
): Passes {
  const { width } = weights;
  const { layers } = setting;
  const lanes = lanesFor(sequences.count);
  const longest = longestOf(sequences);
  const phi = nonlinearities[setting.nonlinearity];
  const scaleW = setting.sigmaW / Math.sqrt(width);
  const scaleV = setting.sigmaV / Math.sqrt(width);
  const scaleU = (layer: number) =>
    setting.sigmaU / Math.sqrt(layer === 1 ? weights.dimension : width);

  const states = [inputs(sequences, lanes, longest)];
  const slopes: Float64Array[][] = [[]];
  for (let layer = 1; layer <= layers; layer++) {
    const b = weights.b[layer - 1]!;
    const h = [initialStates(setting.sigmaH, width, lanes, sequences.count, source)];
    const slope: Float64Array[] = [new Float64Array(0)];
    for (let t = 1; t <= longest; t++) {
      const g = new Float64Array(width * lanes);
      for (let i = 0; i < width; i++) g.fill(setting.sigmaB * b[i]!, i * lanes, (i + 1) * lanes);
      addProduct(g, scaleW, weights.W[layer - 1]!, h[t - 1]!, lanes);
      addProduct(g, scaleU(layer), weights.U[layer - 1]!, states[layer - 1]![t]!, lanes);
      h.push(g.map(phi.value));
      slope.push(g.map(phi.slope));
    }
    states.push(h);
    slopes.push(slope);
  }

  const outputs = new Float64Array(sequences.count);
  const deltas: Float64Array[][] = Array.from({ length: layers + 1 }, () => []);
  for (let layer = layers; layer >= 1; layer--) {
    const delta: Float64Array[] = [new Float64Array(0)];
    for (let t = longest; t >= 1; t--) {
      const d = new Float64Array(width * lanes);
      if (layer === layers) {
        addReadOut(d, t, scaleV, weights.V, states[layer]![t]!, sequences.lengths, outputs);
      } else {
        addTransposedProduct(
          d,
          scaleU(layer + 1),
          weights.U[layer]!,
          deltas[layer + 1]![t]!,
          lanes,
        );
      }
      if (t < longest) addTransposedProduct(d, scaleW, weights.W[layer - 1]!, delta[t + 1]!, lanes);
      const slope = slopes[layer]![t]!;
      for (let k = 0; k < d.length; k++) d[k] = d[k]! * slope[k]!;
      delta[t] = d;
    }
    deltas[layer] = delta;
  }
  return { lanes, lengths: sequences.lengths, states, deltas, outputs };
}

/**
 * The empirical tangent kernel <∇f(x), ∇f(x')> over W, U, b and V of every layer. A gradient is a sum
 * of outer products over time, such as ∂f/∂W = sw/√n Σ_t δ_t h_(t-1)ᵀ, so that the inner products of two
 * gradients are sums of products of inner products of states, and no gradient is ever written out.
 */
export function tangentKernel(
  weights: NetworkWeights,
  setting: RntkParameters,
  { lanes, lengths, states, deltas }: Passes,
): Matrix {
  const { width } = weights;
  const { layers } = setting;
  const longest = states[0]!.length - 1;
  const varianceW = (setting.sigmaW * setting.sigmaW) / width;
  const varianceB = setting.sigmaB * setting.sigmaB;
  const varianceV = (setting.sigmaV * setting.sigmaV) / width;
  const N = lengths.length;
  const values = new Float64Array(N * N);
  for (let layer = 1; layer <= layers; layer++) {
    const fanIn = layer === 1 ? weights.dimension : width;
    const varianceU = (setting.sigmaU * setting.sigmaU) / fanIn;
    for (let t = 1; t <= longest; t++) {
      for (let s = 1; s <= longest; s++) {
        const delta = laneProducts(deltas[layer]![t]!, deltas[layer]![s]!, lanes);
        const before = laneProducts(states[layer]![t - 1]!, states[layer]![s - 1]!, lanes);
        const below = laneProducts(states[layer - 1]![t]!, states[layer - 1]![s]!, lanes);
        for (let p = 0; p < N; p++) {
          for (let q = 0; q < N; q++) {
            const at = p * lanes + q;
            values[p * N + q] =
              values[p * N + q]! +
              delta[at]! * (varianceW * before[at]! + varianceU * below[at]! + varianceB);
          }
        }
      }
    }
  }
  const last = new Float64Array(width * lanes);
  for (let i = 0; i < width; i++) {
    for (let p = 0; p < N; p++) {
      last[i * lanes + p] = states[layers]![lengths[p]!]![i * lanes + p]!;
    }
  }
  const readOut = laneProducts(last, last, lanes);
  for (let p = 0; p < N; p++) {
    for (let q = 0; q < N; q++) {
      values[p * N + q] = values[p * N + q]! + varianceV * readOut[p * lanes + q]!;
    }
  }
  return { rows: N, columns: N, values };
}

/** x_t of every sequence as (m, lanes), t = 1 … longest; zero after a sequence's end. */
function inputs(sequences: Sequences, lanes: number, longest: number): Float64Array[] {
  const { dimension, lengths, offsets, values } = sequences;
  const steps = Array.from({ length: longest + 1 }, () => new Float64Array(dimension * lanes));
  for (let p = 0; p < sequences.count; p++) {
    for (let t = 1; t <= lengths[p]!; t++) {
      for (let k = 0; k < dimension; k++) {
        steps[t]![k * lanes + p] = values[offsets[p]! + (t - 1) * dimension + k]!;
      }
    }
  }
  return steps;
}

function initialStates(
  sigmaH: number,
  width: number,
  lanes: number,
  count: number,
  source: RandomSource,
): Float64Array {
  const states = new Float64Array(width * lanes);
  if (sigmaH === 0) return states;
  for (let p = 0; p < count; p++) {
    for (let i = 0; i < width; i++) states[i * lanes + p] = sigmaH * source.normal();
  }
  return states;
}

/** For the sequences that end at t: f = sv/√n V h, and ∂f/∂h into `delta`. */
function addReadOut(
  delta: Float64Array,
  t: number,
  scaleV: number,
  V: Float32Array,
  h: Float64Array,
  lengths: Int32Array,
  outputs: Float64Array,
): void {
  const lanes = h.length / V.length;
  for (const [p, length] of lengths.entries()) {
    if (length !== t) continue;
    let f = 0;
    for (let i = 0; i < V.length; i++) {
      f += V[i]! * h[i * lanes + p]!;
      delta[i * lanes + p] = scaleV * V[i]!;
    }
    outputs[p] = scaleV * f;
  }
}
