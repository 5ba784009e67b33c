import {
  A0,
  A1,
  A2,
  A3,
  A4,
  A5,
  D0,
  D1,
  D2,
  D3,
  D4,
  H0,
  H1,
  H2,
  H3,
  H4,
  H5,
} from "../assembly/kernels/arc.ts";
import { at, scratchBytes, stateBytes } from "./layout.ts";

/** See `assembly/kernels/activate.ts`. */
export function activate(
  memory: Float64Array,
  state: number,
  scratch: number,
  count: number,
): void {
  through(memory, state, scratch, count, (_mu, twiceOneMinusRho, r, a) =>
    Math.abs((twiceOneMinusRho <= 2 ? 1 : 0) - r * a),
  );
}

/** See `assembly/kernels/activate.ts`. */
export function activateNormalised(
  memory: Float64Array,
  state: number,
  scratch: number,
  count: number,
): void {
  through(memory, state, scratch, count, (mu) => 1 - mu * 0.5);
}

/** Sends vectors through the ReLU; `weight` is what their tangent kernels are multiplied by. */
function through(
  memory: Float64Array,
  state: number,
  scratch: number,
  count: number,
  weight: (mu: number, twiceOneMinusRho: number, r: number, a: number) => number,
): void {
  for (let v = 0; v < count; v++)
    for (let lane = 0; lane < 2; lane++) {
      const s = at(state + v * stateBytes) + lane;
      const z = at(scratch + v * scratchBytes) + lane;
      const x = memory[z]!;
      const d = D0 + (D1 + (D2 + (D3 + (D4 + x) * x) * x) * x) * x;
      const a = A0 + (A1 + (A2 + (A3 + (A4 + A5 * x) * x) * x) * x) * x;
      const h = (H0 + (H1 + (H2 + (H3 + (H4 + H5 * x) * x) * x) * x) * x) * x;
      const r = Math.sqrt(x) / d;
      const twiceOneMinusRho = memory[s]!;
      const mu = (twiceOneMinusRho < 2 ? twiceOneMinusRho : 2) - r * h;
      memory[s] = mu;
      memory[s + 2] = weight(mu, twiceOneMinusRho, r, a) * memory[s + 2]!;
    }
}
