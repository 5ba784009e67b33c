import { compile, ensureMemory } from "./instantiate.ts";
import { base64 } from "./kernels.wasm.ts";
import { activate } from "./recursion/activate.ts";
import { combineAbove, combineAngles, combineInput } from "./recursion/combine.ts";
import { addProducts, addSquaredDistances, addSquaredSums } from "./recursion/measure.ts";
import { packAbove, packInput } from "./recursion/pack.ts";
import { readOut } from "./recursion/read.ts";
import { accumulate, sweep } from "./recursion/sweep.ts";

/** The functions of `recursion/`, each bound to its memory. */
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
export type Recursion = { readonly [Name in keyof Functions]: Bound<Functions[Name]> };

/** A memory and the functions that work on it. */
export interface RecursionEngine {
  readonly functions: Recursion;
  /** First byte that is the caller's to lay out; a multiple of 64. */
  readonly base: number;
  /** The memory, grown to so many bytes: index = address / 8. Earlier views are then void. */
  reserve(bytes: number): Float64Array;
}

const cacheLine = 64;

/** Never compiled twice in a thread, and not before it is needed. */
let instantiated: ReturnType<typeof compile<Recursion>> | "not tried" = "not tried";

/** The engine in WebAssembly, or `undefined` where the machine has no SIMD. */
export function wasmRecursion(): RecursionEngine | undefined {
  if (instantiated === "not tried") instantiated = compile<Recursion>(base64);
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

/** The same in TypeScript, with the same results to the last bit. */
export function plainRecursion(): RecursionEngine {
  let memory = new Float64Array();
  const bound = Object.entries(functions).map(([name, run]) => [
    name,
    (...rest: number[]) => (run as (...all: unknown[]) => void)(memory, ...rest),
  ]);
  return {
    functions: Object.fromEntries(bound) as Recursion,
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

const idle: RecursionEngine[] = [];

/**
 * Lends an engine for the time of a computation, WebAssembly where there is SIMD. Give it back with
 * `returnEngine`; a thread holds as many memories as it has computations under way.
 */
export function borrowEngine(): RecursionEngine {
  return idle.pop() ?? wasmRecursion() ?? plainRecursion();
}

export function returnEngine(engine: RecursionEngine): void {
  idle.push(engine);
}
