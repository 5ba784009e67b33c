import TinyQueue from "tinyqueue";

interface Entry<T> {
  readonly value: T;
  /** Counts what was pushed: decides among equals. */
  readonly number: number;
}

/** A queue from which leaves what an order puts first, among equals what came first. */
export class OrderedQueue<T> {
  readonly #heap: TinyQueue<Entry<T>>;
  #pushed = 0;

  /** @param compare negative where the first value leaves before the second, 0 where they are equal */
  constructor(compare: (a: T, b: T) => number) {
    this.#heap = new TinyQueue<Entry<T>>(
      [],
      (a, b) => compare(a.value, b.value) || a.number - b.number,
    );
  }

  get size(): number {
    return this.#heap.length;
  }

  push(value: T): void {
    this.#heap.push({ value, number: this.#pushed++ });
  }

  pop(): T | undefined {
    return this.#heap.pop()?.value;
  }
}
