import { plainSvcSolver } from "./plain-svc-solver.ts";
import type { SvcSolver, SvcSolverOptions } from "./svc-solver.ts";
import { wasmSvcSolver } from "./wasm-svc-solver.ts";

/** The fast solver, or the plain one where the machine has no SIMD: the results have the same bits. */
export function createSvcSolver(options: SvcSolverOptions): SvcSolver {
  return wasmSvcSolver(options) ?? plainSvcSolver(options);
}
