// A worker thread does not inherit tsx: register it, then load the worker proper.
import { register } from "tsx/esm/api";

register();
const { work } = await import("./worker.ts");
export default work;
