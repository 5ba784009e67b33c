import {
  type BoundFunctions,
  type FunctionMemory,
  plainMemory,
  wasmMemories,
} from "./function-memory.ts";
import { base64 } from "./linear-algebra.wasm.ts";
import { factorise, solve } from "./twin/linear-algebra/cholesky.ts";
import { stepLanczos } from "./twin/linear-algebra/lanczos.ts";
import { factorisePanels } from "./twin/linear-algebra/panel-cholesky.ts";
import {
  arrange,
  inverseDiagonal,
  multiply,
  pack,
  transformRows,
} from "./twin/linear-algebra/panels.ts";
import { reduce } from "./twin/linear-algebra/reduce.ts";
import { reduceUpper } from "./twin/linear-algebra/reduce-upper.ts";
import { formBasis, reflectRows } from "./twin/linear-algebra/reflect.ts";

/** The functions of `twin/linear-algebra/`. */
const functions = {
  reduce,
  reduceUpper,
  reflectRows,
  formBasis,
  arrange,
  pack,
  transformRows,
  inverseDiagonal,
  multiply,
  factorise,
  solve,
  factorisePanels,
  stepLanczos,
};

/** The functions of `assembly/linear-algebra.ts`, on addresses in bytes. */
export type LinearAlgebraFunctions = BoundFunctions<typeof functions>;

export type LinearAlgebraMemory = FunctionMemory<typeof functions>;

/** Never compiled twice in a thread, and not before it is needed. */
let create: (() => LinearAlgebraMemory) | undefined | "not tried" = "not tried";

/** A memory with the functions in WebAssembly, or `undefined` where the machine has no SIMD. */
export function wasmLinearAlgebra(): LinearAlgebraMemory | undefined {
  if (create === "not tried") create = wasmMemories<typeof functions>(base64);
  return create?.();
}

/** A memory with the functions of `twin/`, which give the same results to the last bit. */
export function plainLinearAlgebra(): LinearAlgebraMemory {
  return plainMemory(functions);
}

/** A memory of at most so many bytes is kept for the next one who asks: it cannot shrink. */
const keptBytes = 64 * 2 ** 20;

let idle: LinearAlgebraMemory | undefined;

/**
 * Lends a memory of so many bytes for the time of a computation, with WebAssembly where there is SIMD. What
 * stands in it from before is any numbers.
 */
export function withLinearAlgebra<Result>(
  bytes: (base: number) => number,
  use: (lent: LinearAlgebraMemory, values: Float64Array) => Result,
): Result {
  const lent = idle ?? wasmLinearAlgebra() ?? plainLinearAlgebra();
  idle = undefined;
  const needed = bytes(lent.base);
  const values = lent.reserve(needed);
  try {
    return use(lent, values);
  } finally {
    if (values.byteLength <= keptBytes) idle = lent;
  }
}
