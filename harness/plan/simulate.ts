/** A task as the scheduler sees it: units by stage; a stage starts when the one before has ended. */
export interface SimulatedTask {
  /** Seconds of the units of every stage. */
  readonly stages: readonly (readonly number[])[];
}

export interface Simulation {
  readonly workers: number;
  /** From the first unit's start to the last one's end. */
  readonly seconds: number;
  /** Work over workers × seconds, 1 where no worker ever waits. */
  readonly efficiency: number;
}

interface Running {
  readonly end: number;
  readonly task: number;
}

interface Waiting {
  readonly task: number;
  readonly seconds: number;
}

/** A queue by order: what `comesFirst` puts first leaves first, among equals what came first. */
class Heap<T> {
  readonly #items: { readonly value: T; readonly number: number }[] = [];
  readonly #comesFirst: (a: T, b: T) => boolean;
  #count = 0;

  constructor(comesFirst: (a: T, b: T) => boolean) {
    this.#comesFirst = comesFirst;
  }

  get size(): number {
    return this.#items.length;
  }

  #before(a: number, b: number): boolean {
    const [x, y] = [this.#items[a]!, this.#items[b]!];
    if (this.#comesFirst(x.value, y.value)) return true;
    return !this.#comesFirst(y.value, x.value) && x.number < y.number;
  }

  #swap(a: number, b: number): void {
    [this.#items[a], this.#items[b]] = [this.#items[b]!, this.#items[a]!];
  }

  push(value: T): void {
    this.#items.push({ value, number: this.#count++ });
    for (let at = this.size - 1; at > 0; ) {
      const above = (at - 1) >> 1;
      if (!this.#before(at, above)) return;
      this.#swap(at, above);
      at = above;
    }
  }

  pop(): T | undefined {
    if (this.size === 0) return undefined;
    this.#swap(0, this.size - 1);
    const { value } = this.#items.pop()!;
    for (let at = 0; ; ) {
      let first = at;
      for (const below of [2 * at + 1, 2 * at + 2]) {
        if (below < this.size && this.#before(below, first)) first = below;
      }
      if (first === at) return value;
      this.#swap(at, first);
      at = first;
    }
  }
}

/**
 * The hand-out of `run/scheduler.ts` in simulated time, without the cost of handing out: tasks start
 * longest first, two open ones a worker; idle workers take units as they are asked for; of those that
 * wait the earliest task's go first, of one task the longest.
 */
export function simulate(tasks: readonly SimulatedTask[], workers: number): Simulation {
  const work = tasks.map(({ stages }) => stages.flat().reduce((sum, seconds) => sum + seconds, 0));
  const order = [...tasks.keys()].sort((a, b) => work[b]! - work[a]! || a - b);
  const rank = new Map(order.map((task, place) => [task, place]));
  const waiting = new Heap<Waiting>((a, b) => {
    const [first, second] = [rank.get(a.task)!, rank.get(b.task)!];
    return first < second || (first === second && a.seconds > b.seconds);
  });
  const running = new Heap<Running>((a, b) => a.end < b.end);
  let now = 0;
  function fill(): void {
    while (running.size < workers && waiting.size > 0) {
      const { task, seconds } = waiting.pop()!;
      running.push({ end: now + seconds, task });
    }
  }
  const stage = new Int32Array(tasks.length).fill(-1);
  const left = new Int32Array(tasks.length);
  let toOpen = 0;
  let open = 0;

  /** Hands in the units of a task's next stage, one after the other, if it has one; else the task is over. */
  function advance(task: number): void {
    const next = ++stage[task]!;
    const units = tasks[task]!.stages[next];
    if (units === undefined) {
      open--;
      return;
    }
    left[task] = units.length;
    for (const seconds of units) {
      waiting.push({ task, seconds });
      fill();
    }
    if (units.length === 0) advance(task);
  }

  for (;;) {
    while (open < 2 * workers && toOpen < order.length) {
      open++;
      advance(order[toOpen++]!);
    }
    const ended = running.pop();
    if (ended === undefined) break;
    now = ended.end;
    fill(); // a free worker does not wait for a task to think of its next stage
    left[ended.task]!--;
    if (left[ended.task] === 0) advance(ended.task);
  }
  const total = work.reduce((sum, seconds) => sum + seconds, 0);
  return { workers, seconds: now, efficiency: now === 0 ? 1 : total / (workers * now) };
}

/** The longest task with a worker for every unit: no number of workers is faster. */
export function longestChain(tasks: readonly SimulatedTask[]): number {
  return tasks.reduce(
    (most, { stages }) =>
      Math.max(
        most,
        stages.reduce((sum, units) => sum + Math.max(0, ...units), 0),
      ),
    0,
  );
}
