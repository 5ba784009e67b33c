import { HarnessError } from "../errors.ts";
import type { UnitReply, UnitRequest } from "./executor.ts";
import { runUnit } from "./run-unit.ts";
import { prepareThread } from "./v8.ts";

prepareThread();

/** What a worker sends back: an error between threads loses its class, so that a refusal goes by its parts. */
export type WorkerReply =
  | { readonly status: "done"; readonly reply: UnitReply }
  | {
      readonly status: "refused";
      readonly code: HarnessError["code"];
      readonly sentence: string;
      readonly hint: string | undefined;
    };

/** Entry of a worker thread. */
export function work(request: UnitRequest): WorkerReply {
  try {
    return { status: "done", reply: runUnit(request) };
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    return { status: "refused", code: error.code, sentence: error.message, hint: error.hint };
  }
}
