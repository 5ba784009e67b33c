import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** Less than this since the last time is not worth a collection, which takes some 30 ms. */
const leastUncollected = 4 * 2 ** 20;
const mostUncollected = 16 * 2 ** 20;
let uncollected = 0;

/**
 * Frees what this thread no longer uses, where that can be much. On its own V8 looks for flat arrays
 * and texts to free only after some 64 MB of them, which would stay on every worker until then; and it
 * makes more room for young objects, of which there are few here. It forgets the flag whenever a
 * thread starts.
 */
export function collectGarbage(): void {
  if (uncollected < leastUncollected) return;
  collect();
  uncollected = 0;
}

/** Where a page of WebAssembly's memory ends the next begins. */
const pageBytes = 2 ** 16;
const mostPages = 2 ** 16;

/** Room below this size is left to malloc. */
const leastOwnBytes = 2 ** 18;

/**
 * Zeros. Much of them has pages of its own, as memory of WebAssembly, which the system gets back when
 * the array is collected: malloc keeps what it once took for arrays of megabytes, thread by thread.
 * Garbage is collected first where they would be more than 16 MB since the last time.
 */
function newRoom(bytes: number): ArrayBuffer {
  if (uncollected + bytes > mostUncollected) collectGarbage();
  uncollected += bytes;
  const pages = Math.ceil(bytes / pageBytes);
  if (bytes < leastOwnBytes || pages > mostPages) return new ArrayBuffer(bytes);
  return new WebAssembly.Memory({ initial: pages, maximum: pages }).buffer;
}

/** Zeros, which take no room that the program does not give back. */
export function newFloats(length: number): Float64Array {
  return new Float64Array(newRoom(8 * length), 0, length);
}

/** A copy, as `newFloats` gives it. */
export function copyOf(values: Float64Array): Float64Array {
  const copy = newFloats(values.length);
  copy.set(values);
  return copy;
}

/** Zeros, as `newFloats` gives them. */
export function newBytes(length: number): Buffer {
  return Buffer.from(newRoom(length), 0, length);
}
