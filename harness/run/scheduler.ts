import type { Executor, UnitReply, UnitRequest } from "./executor.ts";

interface Waiting {
  readonly request: UnitRequest;
  readonly rank: number;
  readonly resolve: (reply: UnitReply) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Hands units to an executor as workers come free: those of the task with the lowest rank first, so that
 * tasks finish in turn, and of one task the longest expected one first.
 */
export class Scheduler {
  readonly #executor: Executor;
  readonly #waiting: Waiting[] = [];
  #running = 0;

  constructor(executor: Executor) {
    this.#executor = executor;
  }

  /** @param rank place of the unit's task in the order of the run */
  submit(request: UnitRequest, rank: number): Promise<UnitReply> {
    return new Promise((resolve, reject) => {
      const at = this.#waiting.findIndex(
        (other) =>
          other.rank > rank || (other.rank === rank && other.request.seconds < request.seconds),
      );
      this.#waiting.splice(at < 0 ? this.#waiting.length : at, 0, {
        request,
        rank,
        resolve,
        reject,
      });
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
