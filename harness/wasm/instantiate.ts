import { HarnessError } from "../errors.ts";

const pageSize = 65_536;

/** An instance with its memory, whose part from `heapBase` upwards the caller lays out. */
export interface WasmInstance<Exports> {
  readonly exports: Exports;
  readonly memory: WebAssembly.Memory;
  /** First free byte; a multiple of 16. */
  readonly heapBase: number;
}

/**
 * Compiles a module of `*.wasm.ts` and gives what instantiates it, each time with a memory of its
 * own, or `undefined` where this machine's engine does not take it (no SIMD). The module exports its
 * functions, `memory`, and `heapBase` as a global. V8 has to be told before to optimise at once
 * (`run/v8.ts`): it never replaces the baseline code of a call that runs.
 */
export function compile<Exports>(base64: string): (() => WasmInstance<Exports>) | undefined {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  if (!WebAssembly.validate(bytes)) return undefined;
  const module = new WebAssembly.Module(bytes);
  return () => {
    const { exports } = new WebAssembly.Instance(module);
    const { value } = exports.heapBase as { readonly value: number };
    return {
      exports: exports as Exports,
      memory: exports.memory as WebAssembly.Memory,
      heapBase: Math.ceil(value / 16) * 16,
    };
  };
}

/** One instance of a module of `*.wasm.ts`, or `undefined` as `compile` gives it. */
export function instantiate<Exports>(base64: string): WasmInstance<Exports> | undefined {
  return compile<Exports>(base64)?.();
}

/** Grows the memory, once and exactly, to at least `bytes`; views made before are then detached. */
export function ensureMemory(memory: WebAssembly.Memory, bytes: number): void {
  const missing = Math.ceil((bytes - memory.buffer.byteLength) / pageSize);
  if (missing <= 0) return;
  try {
    memory.grow(missing);
  } catch {
    throw new HarnessError(
      "compute",
      `the kernel needs ${(bytes / 2 ** 20).toFixed(0)} MiB of WebAssembly memory and cannot have them`,
      "use fewer workers, or fewer series",
    );
  }
}
