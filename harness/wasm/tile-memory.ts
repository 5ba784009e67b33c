import { compile, ensureMemory } from "./instantiate.ts";
import { base64 } from "./kernels.wasm.ts";
import { activate } from "./twin/activate.ts";
import { combineAbove, combineAngles, combineInput } from "./twin/combine.ts";
import { addProducts, addSquaredDistances, addSquaredSums } from "./twin/measure.ts";
import { packAbove, packInput } from "./twin/pack.ts";
import { readOut } from "./twin/read.ts";
import { accumulate, sweep } from "./twin/sweep.ts";

/** The functions of `twin/`, each bound to its memory. */
const functions = {
  packInput,
  packAbove,
  combineInput,
  combineAbove,
  combineAngles,
  activate,
  accumulate,
  sweep,
  readOut,
  addProducts,
  addSquaredDistances,
  addSquaredSums,
};

type Functions = typeof functions;
type Bound<F> = F extends (memory: Float64Array, ...rest: infer Rest) => void
  ? (...rest: Rest) => void
  : never;

/** The functions of `assembly/kernels.ts`, on addresses in bytes. */
export type TileFunctions = { readonly [Name in keyof Functions]: Bound<Functions[Name]> };

/** A memory, and the functions that work on tiles of pairs in it. */
export interface TileMemory {
  readonly functions: TileFunctions;
  /** First byte that is the caller's to lay out; a multiple of 64. */
  readonly base: number;
  /** The memory, grown to so many bytes: index = address / 8. Earlier views are then void. */
  reserve(bytes: number): Float64Array;
}

const cacheLine = 64;

/** Never compiled twice in a thread, and not before it is needed. */
let instantiated: ReturnType<typeof compile<TileFunctions>> | "not tried" = "not tried";

/** A memory with the functions in WebAssembly, or `undefined` where the machine has no SIMD. */
export function wasmTileMemory(): TileMemory | undefined {
  if (instantiated === "not tried") instantiated = compile<TileFunctions>(base64);
  if (instantiated === undefined) return undefined;
  const { exports, memory, heapBase } = instantiated();
  return {
    functions: exports,
    base: Math.ceil(heapBase / cacheLine) * cacheLine,
    reserve(bytes) {
      ensureMemory(memory, bytes);
      return new Float64Array(memory.buffer);
    },
  };
}

/** A memory with the functions of `twin/`, which give the same results to the last bit. */
export function plainTileMemory(): TileMemory {
  let memory = new Float64Array();
  const bound = Object.entries(functions).map(([name, run]) => [
    name,
    (...rest: number[]) => (run as (...all: unknown[]) => void)(memory, ...rest),
  ]);
  return {
    functions: Object.fromEntries(bound) as TileFunctions,
    base: cacheLine,
    reserve(bytes) {
      if (memory.byteLength >= bytes) return memory;
      const larger = new Float64Array(Math.ceil(bytes / 8));
      larger.set(memory);
      memory = larger;
      return memory;
    },
  };
}

const idle: TileMemory[] = [];

/**
 * Lends a memory for the time of a computation, with WebAssembly where there is SIMD. Give it back with
 * `returnTileMemory`; a thread holds as many memories as it has computations under way.
 */
export function borrowTileMemory(): TileMemory {
  return idle.pop() ?? wasmTileMemory() ?? plainTileMemory();
}

export function returnTileMemory(lent: TileMemory): void {
  idle.push(lent);
}
