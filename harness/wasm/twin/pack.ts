import { at, vectorBytes } from "./layout.ts";

function ratio(part: number, r: number): number {
  return r > 0 ? part / r : 0;
}

/** See `assembly/kernels/pack.ts`. */
export function packInput(
  memory: Float64Array,
  pack: number,
  x: number,
  carry: number,
  vectors: number,
  channels: number,
  steps: number,
  stride: number,
  recurrent: number,
  input: number,
  bias: number,
): void {
  const ww = recurrent * recurrent;
  const cc = bias * bias;
  for (let t = 0; t < steps; t++)
    for (let series = 0; series < 2 * vectors; series++) {
      const lane = series & 1;
      const values = at(x + (t * vectors + (series >> 1)) * channels * vectorBytes) + lane;
      const p = at(pack + t * stride + (series >> 1) * (channels + 3) * vectorBytes) + lane;
      const last = at(carry + (series >> 1) * 32) + lane;
      let squares = 0;
      for (let k = 0; k < channels; k++) {
        const part = input * memory[values + 2 * k]!;
        squares = squares + part * part;
      }
      const q = ww * memory[last]! + squares + cc;
      const r = Math.sqrt(q);
      memory[p] = ratio(recurrent * memory[last + 2]!, r);
      memory[p + 2] = ratio(bias, r);
      memory[p + 4] = r;
      for (let k = 0; k < channels; k++)
        memory[p + 6 + 2 * k] = ratio(input * memory[values + 2 * k]!, r);
      memory[last] = q;
      memory[last + 2] = r;
    }
}

/** See `assembly/kernels/pack.ts`. */
export function packAbove(
  memory: Float64Array,
  pack: number,
  below: number,
  carry: number,
  vectors: number,
  belowBytes: number,
  steps: number,
  stride: number,
  recurrent: number,
  input: number,
  bias: number,
): void {
  const ww = recurrent * recurrent;
  const cc = bias * bias;
  for (let t = 0; t < steps; t++)
    for (let series = 0; series < 2 * vectors; series++) {
      const lane = series & 1;
      const source = at(below + t * stride + (series >> 1) * belowBytes) + lane;
      const p = at(pack + t * stride + (series >> 1) * 4 * vectorBytes) + lane;
      const last = at(carry + (series >> 1) * 32) + lane;
      const part = input * memory[source + 4]!;
      const q = ww * memory[last]! + part * part + cc;
      const r = Math.sqrt(q);
      memory[p] = ratio(recurrent * memory[last + 2]!, r);
      memory[p + 2] = ratio(bias, r);
      memory[p + 4] = r;
      memory[p + 6] = ratio(part, r);
      memory[last] = q;
      memory[last + 2] = r;
    }
}
