import { compile, ensureMemory } from "./instantiate.ts";

type Bound<F> = F extends (memory: Float64Array, ...rest: infer Rest) => infer Result
  ? (...rest: Rest) => Result
  : never;

/** Functions of `twin/`, on addresses in bytes of one memory. */
export type BoundFunctions<Functions> = {
  readonly [Name in keyof Functions]: Bound<Functions[Name]>;
};

/** A memory, and the functions that work in it. */
export interface FunctionMemory<Functions> {
  readonly functions: BoundFunctions<Functions>;
  /** First byte that is the caller's to lay out; a multiple of 64. */
  readonly base: number;
  /** The memory, grown to so many bytes: index = address / 8. Earlier views are then void. */
  reserve(bytes: number): Float64Array;
}

const cacheLine = 64;

/** What makes memories with the functions of a module of `*.wasm.ts`, or `undefined` where there is no SIMD. */
export function wasmMemories<Functions>(
  base64: string,
): (() => FunctionMemory<Functions>) | undefined {
  const create = compile<BoundFunctions<Functions>>(base64);
  if (create === undefined) return undefined;
  return () => {
    const { exports, memory, heapBase } = create();
    return {
      functions: exports,
      base: Math.ceil(heapBase / cacheLine) * cacheLine,
      reserve(bytes) {
        ensureMemory(memory, bytes);
        return new Float64Array(memory.buffer);
      },
    };
  };
}

/** A memory with functions in TypeScript, which give the same results to the last bit. */
export function plainMemory<Functions extends object>(
  functions: Functions,
): FunctionMemory<Functions> {
  let memory = new Float64Array();
  const bound = Object.entries(functions).map(([name, run]) => [
    name,
    (...rest: number[]) => (run as (...all: unknown[]) => unknown)(memory, ...rest),
  ]);
  return {
    functions: Object.fromEntries(bound) as BoundFunctions<Functions>,
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
