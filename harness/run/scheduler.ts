import type { Executor, UnitReply, UnitRequest } from "./executor.ts";

interface Waiting {
  readonly request: UnitRequest;
  readonly resolve: (reply: UnitReply) => void;
  readonly reject: (error: unknown) => void;
}

/** Hands units to an executor, the longest expected one first, as workers come free. */
export class Scheduler {
  readonly #executor: Executor;
  readonly #waiting: Waiting[] = [];
  #running = 0;

  constructor(executor: Executor) {
    this.#executor = executor;
  }

  submit(request: UnitRequest): Promise<UnitReply> {
    return new Promise((resolve, reject) => {
      const at = this.#waiting.findIndex((other) => other.request.seconds < request.seconds);
      this.#waiting.splice(at < 0 ? this.#waiting.length : at, 0, { request, resolve, reject });
      this.#fill();
    });
  }

  #fill(): void {
    while (this.#running < this.#executor.workers) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      this.#running++;
      this.#executor
        .run(next.request)
        .then(next.resolve, next.reject)
        .finally(() => {
          this.#running--;
          this.#fill();
        });
    }
  }
}
