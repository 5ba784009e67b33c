import { compile, ensureMemory } from "./instantiate.ts";
import { base64 } from "./networks.wasm.ts";
import type { Arithmetic, Numbers } from "./twin/networks/arithmetic.ts";
import { gruStep, gruStepBack, rectify, rectifyBack } from "./twin/networks/cells.ts";
import { addOuter, addSums, scale, update } from "./twin/networks/gradients.ts";
import { addProduct, pack, packTransposed, setRows } from "./twin/networks/products.ts";

/** The functions of `twin/networks/`. */
const functions = {
  pack,
  packTransposed,
  setRows,
  addProduct,
  rectify,
  rectifyBack,
  gruStep,
  gruStepBack,
  addOuter,
  addSums,
  scale,
  update,
};

type Bound<F> = F extends (
  memory: Numbers,
  arithmetic: Arithmetic,
  ...rest: infer Rest
) => infer Result
  ? (...rest: Rest) => Result
  : never;

/** The functions of `assembly/networks.ts`, on addresses that are indices of numbers. */
export type NetworkFunctions = {
  readonly [Name in keyof typeof functions]: Bound<(typeof functions)[Name]>;
};

/** A memory of numbers of one width, and the functions that work in it. */
export interface NetworkMemory {
  readonly functions: NetworkFunctions;
  /** Index of the first number that is the caller's to lay out; a multiple of 16. */
  readonly base: number;
  /** The nearest number of the width. */
  round(value: number): number;
  /** The memory, grown to so many numbers. Earlier views are then void. */
  reserve(count: number): Numbers;
}

/** A memory with functions in TypeScript; with float32 they give what WebAssembly does, to the last bit. */
export function plainNetworkMemory(arithmetic: Arithmetic): NetworkMemory {
  let memory = new Float64Array();
  const bound = Object.entries(functions).map(([name, run]) => [
    name,
    (...rest: number[]) => (run as (...all: unknown[]) => void)(memory, arithmetic, ...rest),
  ]);
  return {
    functions: Object.fromEntries(bound) as NetworkFunctions,
    base: 16,
    round: arithmetic.round,
    reserve(count) {
      if (memory.length >= count) return memory;
      const larger = new Float64Array(count);
      larger.set(memory);
      memory = larger;
      return memory;
    },
  };
}

const bytesPerNumber = 4;
const alignment = 16;

/** Never compiled twice in a thread, and not before it is needed. */
let create: ReturnType<typeof compile<NetworkFunctions>> | "not tried" = "not tried";

/** A memory with the functions in WebAssembly, or `undefined` where the machine has no SIMD. */
export function wasmNetworkMemory(): NetworkMemory | undefined {
  if (create === "not tried") create = compile<NetworkFunctions>(base64);
  if (create === undefined) return undefined;
  const { exports, memory, heapBase } = create();
  return {
    functions: exports,
    base: alignment * Math.ceil(heapBase / (alignment * bytesPerNumber)),
    round: Math.fround,
    reserve(count) {
      ensureMemory(memory, count * bytesPerNumber);
      return new Float32Array(memory.buffer);
    },
  };
}
