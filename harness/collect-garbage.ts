import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

const mostUncollected = 16 * 2 ** 20;
let uncollected = 0;

/**
 * Frees what this thread no longer uses. On its own V8 looks for flat arrays and texts to free only
 * after some 64 MB of them, which would stay on every worker until then; and it makes more room for
 * young objects, of which there are few here. It forgets the flag whenever a thread starts.
 */
export function collectGarbage(): void {
  setFlagsFromString("--semi-space-growth-factor=1");
  collect();
  uncollected = 0;
}

/** Zeros; garbage is collected first where they would be more than 16 MB since the last time. */
export function newFloats(length: number): Float64Array {
  if (uncollected + 8 * length > mostUncollected) collectGarbage();
  uncollected += 8 * length;
  return new Float64Array(length);
}
