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
      const waiting: Waiting = { request, rank, resolve, reject };
      this.#waiting.splice(this.#placeOf(waiting), 0, waiting);
      this.#fill();
    });
  }

  /** Behind all that come before or are alike: a hundred thousand units wait in order at little cost. */
  #placeOf({ rank, request: { seconds } }: Waiting): number {
    let from = 0;
    let to = this.#waiting.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      const other = this.#waiting[middle]!;
      const later = other.rank > rank || (other.rank === rank && other.request.seconds < seconds);
      if (later) to = middle;
      else from = middle + 1;
    }
    return from;
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
