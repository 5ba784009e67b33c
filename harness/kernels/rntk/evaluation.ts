import type { Sequences } from "../../math/sequences.ts";
import { newFloats } from "../../memory.ts";
import { type Pairs, pairCount } from "../pairs.ts";
import { type ReluRntk, reluRntk } from "../relu/rntk.ts";
import { float32Rntk } from "./float32.ts";
import { networkOf } from "./network.ts";
import { plainRntk } from "./plain.ts";
import type { RntkSetting } from "./setting.ts";
import { type RntkKernel, type RntkTerm, readOut, termsOfAll } from "./terms.ts";

/** The directions in which the sequences are read, by the setting's word. */
export const directions = {
  forward: ["forward"],
  reverse: ["reverse"],
  both: ["forward", "reverse"],
} as const;

type Direction = (typeof directions)[keyof typeof directions][number];

/** The sequences read from their ends. */
function reversed(x: Sequences): Sequences {
  const { dimension } = x;
  const values = new Float64Array(x.values.length);
  for (let i = 0; i < x.count; i++) {
    const start = x.offsets[i]!;
    const length = x.lengths[i]!;
    for (let t = 0; t < length; t++)
      for (let k = 0; k < dimension; k++)
        values[start + t * dimension + k] = x.values[start + (length - 1 - t) * dimension + k]!;
  }
  return { ...x, values };
}

/** Kernels of fixed pairs with one setting after another. */
export interface Evaluation {
  /**
   * The kernels (pairs) of one recursion a direction; the setting's own `output` and `readout` are passed
   * over. Valid until the next are asked for.
   * @throws HarnessError `compute` where a variance overflows, `config` for values that are refused together
   */
  values(setting: RntkSetting, kernels: readonly RntkKernel[]): Float64Array[];
  /** Gives the memory back; nothing can be asked for afterwards. */
  release(): void;
}

/** What every operation is rounded by. */
const rounding = { float64: (value: number) => value, float32: Math.fround } as const;

export function evaluationOf(pairs: Pairs): Evaluation {
  const read = { forward: pairs, reverse: undefined as Pairs | undefined };
  const fast = new Map<Direction, ReluRntk>();
  const rooms = new Map<string, Float64Array>();

  function pairsOf(direction: Direction): Pairs {
    if (read[direction] !== undefined) return read[direction];
    const x = reversed(pairs.x);
    read.reverse = { ...pairs, x, z: pairs.kind === "triangle" ? x : reversed(pairs.z) };
    return read.reverse;
  }

  function termValues(
    direction: Direction,
    setting: RntkSetting,
    terms: readonly RntkTerm[],
  ): Float64Array[] {
    const network = networkOf(setting);
    if (setting.arithmetic === "float32") return float32Rntk(pairsOf(direction), network, terms);
    if (network.nonlinearity !== "relu") return plainRntk(pairsOf(direction), network, terms);
    const kernel = fast.get(direction) ?? reluRntk(pairsOf(direction));
    fast.set(direction, kernel);
    return kernel.values(network, terms);
  }

  function roomOf(name: string): Float64Array {
    const room = rooms.get(name) ?? newFloats(pairCount(pairs));
    rooms.set(name, room);
    return room;
  }

  function directed(
    direction: Direction,
    setting: RntkSetting,
    kernels: readonly RntkKernel[],
  ): Float64Array[] {
    const terms = termsOfAll(kernels);
    const values = termValues(direction, setting, terms);
    return kernels.map((kernel) =>
      readOut(
        kernel,
        pairs,
        (term) => values[terms.indexOf(term)]!,
        () => roomOf(`${direction} ${kernel.output} ${kernel.readout}`),
        rounding[setting.arithmetic],
      ),
    );
  }

  return {
    values(setting, kernels) {
      const [first, second] = directions[setting.direction].map((direction) =>
        directed(direction, setting, kernels),
      );
      if (second === undefined) return first!;
      return first!.map((values, k) => {
        const other = second[k]!;
        const { output, readout } = kernels[k]!;
        const sum = roomOf(`both ${output} ${readout}`);
        const round = rounding[setting.arithmetic];
        for (const [p, value] of values.entries()) sum[p] = round(value + other[p]!);
        return sum;
      });
    },
    release() {
      for (const kernel of fast.values()) kernel.release();
    },
  };
}
