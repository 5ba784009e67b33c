import { OrderedQueue } from "../ordered-queue.ts";
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
  readonly #waiting = new OrderedQueue<Waiting>(
    (a, b) => a.rank - b.rank || b.request.seconds - a.request.seconds,
  );
  #running = 0;

  constructor(executor: Executor) {
    this.#executor = executor;
  }

  /** @param rank position of the unit's task in the order of the run */
  submit(request: UnitRequest, rank: number): Promise<UnitReply> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ request, rank, resolve, reject });
      this.#fill();
    });
  }

  #fill(): void {
    while (this.#running < this.#executor.workers) {
      const next = this.#waiting.pop();
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
