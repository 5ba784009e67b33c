import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { type MemorySource, setMemorySource } from "../memory.ts";

/** Less than this since the last time is not worth a collection, which takes some 30 ms. */
const leastUncollected = 4 * 2 ** 20;
const mostUncollected = 16 * 2 ** 20;

/** Where a page of WebAssembly's memory ends the next begins. */
const pageBytes = 2 ** 16;
const mostPages = 2 ** 16;

/** Room below this size is left to malloc. */
const leastOwnBytes = 2 ** 18;

/**
 * Memory that the system gets back. On its own V8 looks for flat arrays and texts to free only after
 * some 64 MB of them, which would stay on every worker until then, and it makes more room for young
 * objects, of which there are few here. Garbage is collected first where it would be more than 16 MB
 * since the last time, and on request unless it is less than 4 MB.
 *
 * Much room has pages of its own, as memory of WebAssembly, which the system gets back when the array is
 * collected: malloc keeps what it once took for arrays of megabytes, thread by thread.
 */
function collectedPages(): MemorySource {
  // V8 forgets the flag whenever a thread starts.
  setFlagsFromString("--expose-gc");
  const collectNow = runInNewContext("gc") as () => void;
  let uncollected = 0;

  function collect(): void {
    if (uncollected < leastUncollected) return;
    collectNow();
    uncollected = 0;
  }

  return {
    collect,
    allocate(bytes) {
      if (uncollected + bytes > mostUncollected) collect();
      uncollected += bytes;
      const pages = Math.ceil(bytes / pageBytes);
      if (bytes < leastOwnBytes || pages > mostPages) return new ArrayBuffer(bytes);
      return new WebAssembly.Memory({ initial: pages, maximum: pages }).buffer;
    },
  };
}

/** What every thread that computes asks of V8, before it compiles WebAssembly or makes arrays. */
export function prepareThread(): void {
  // V8 never replaces the baseline code of a running WebAssembly call: compile it optimised at once.
  setFlagsFromString("--no-liftoff");
  setMemorySource(collectedPages());
}

/** What the program asks of V8 at its start, for its main thread and for all others. */
export function prepareProcess(): void {
  // Flat arrays outside the heap are what is large here: the heaps of all threads can be kept tight.
  setFlagsFromString("--optimize-for-size");
  // What is hot runs in WebAssembly: optimising the rest later leaves the processor to the workers.
  setFlagsFromString("--interrupt-budget=600000");
  prepareThread();
}
