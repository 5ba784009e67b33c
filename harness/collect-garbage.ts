import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/**
 * Frees what this thread no longer uses. V8 looks for flat arrays and texts to free only after some
 * 64 MB of them, which would stay on every worker until then.
 */
export function collectGarbage(): void {
  collect();
}
