import {
  type BoundFunctions,
  type FunctionMemory,
  plainMemory,
  wasmMemories,
} from "./function-memory.ts";
import { base64 } from "./kernels.wasm.ts";
import { activate, activateNormalised } from "./twin/activate.ts";
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
  activateNormalised,
  accumulate,
  sweep,
  readOut,
  addProducts,
  addSquaredDistances,
  addSquaredSums,
};

/** The functions of `assembly/kernels.ts`, on addresses in bytes. */
export type TileFunctions = BoundFunctions<typeof functions>;

/** A memory, and the functions that work on tiles of pairs in it. */
export type TileMemory = FunctionMemory<typeof functions>;

/** Never compiled twice in a thread, and not before it is needed. */
let create: (() => TileMemory) | undefined | "not tried" = "not tried";

/** A memory with the functions in WebAssembly, or `undefined` where the machine has no SIMD. */
export function wasmTileMemory(): TileMemory | undefined {
  if (create === "not tried") create = wasmMemories<typeof functions>(base64);
  return create?.();
}

/** A memory with the functions of `twin/`, which give the same results to the last bit. */
export function plainTileMemory(): TileMemory {
  return plainMemory(functions);
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
