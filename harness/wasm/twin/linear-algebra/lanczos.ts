import { at } from "../layout.ts";

/** See `assembly/linear-algebra/lanczos.ts`. */
export function stepLanczos(
  memory: Float64Array,
  n: number,
  w: number,
  v: number,
  previous: number,
  alphas: number,
  betas: number,
): void {
  for (let column = 0; column < 4; column++) {
    const [own, from, before] = [at(w) + column, at(v) + column, at(previous) + column];
    let alpha = 0;
    for (let k = 0; k < 4 * n; k += 4) alpha += memory[from + k]! * memory[own + k]!;
    memory[at(alphas) + column] = alpha;
    const beta = memory[at(betas) + column]!;
    let sum = 0;
    for (let k = 0; k < 4 * n; k += 4) {
      const value = memory[own + k]! - alpha * memory[from + k]! - beta * memory[before + k]!;
      memory[own + k] = value;
      sum += value * value;
    }
    const norm = Math.sqrt(sum);
    memory[at(betas) + column] = norm;
    for (let k = 0; k < 4 * n; k += 4) memory[own + k] = norm > 0 ? memory[own + k]! / norm : 0;
  }
}
