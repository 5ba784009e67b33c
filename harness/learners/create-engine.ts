import type { Engine, EngineTask } from "./engine.ts";
import { plainEngine } from "./plain-engine.ts";
import { wasmEngine } from "./wasm-engine.ts";

/** The fast engine, or the plain one where the machine has no SIMD: the results have the same bits. */
export function createEngine(task: EngineTask): Engine {
  return wasmEngine(task) ?? plainEngine(task);
}
