import {
  type NetworkMemory,
  plainNetworkMemory,
  wasmNetworkMemory,
} from "../wasm/network-memory.ts";
import { float32 } from "../wasm/twin/networks/float32.ts";

/** A memory of at most so many bytes is kept for the next one who asks: it cannot shrink. */
const keptBytes = 64 * 2 ** 20;

let idle: NetworkMemory | undefined;

/**
 * Lends a memory of numbers of 32 bits for the time of a computation, with WebAssembly where there is SIMD. The
 * results have the same bits either way.
 */
export function withNetworkMemory<Result>(use: (memory: NetworkMemory) => Result): Result {
  const lent = idle ?? wasmNetworkMemory() ?? plainNetworkMemory(float32);
  idle = undefined;
  try {
    return use(lent);
  } finally {
    if (lent.reserve(0).byteLength <= keptBytes) idle = lent;
  }
}
