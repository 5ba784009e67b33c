import { SingleBar } from "cli-progress";
import { printable } from "../printable.ts";

/** `1 h 05 min`, `3 min 20 s`, `12 s`. */
export function durationText(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${String(whole % 60).padStart(2, "0")} s`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")} min`;
}

interface NamedTask {
  readonly dataset: string;
  readonly method: string;
}

/** What a finished unit of a task counts as. */
export interface FinishedUnit extends NamedTask {
  /** Expected seconds. */
  readonly seconds: number;
  /** Grams that it computed. */
  readonly kernels: number;
  /** Whether it was computed now, or in an earlier run that was stopped. */
  readonly origin: "computed" | "kept";
}

/** A task and the seconds that it is expected to take. */
export interface ExpectedTask extends NamedTask {
  readonly seconds: number;
}

export interface Progress {
  unit(unit: FinishedUnit): void;
  task(task: NamedTask): void;
  /** What is done, as a line of text. */
  line(): string;
  stop(): void;
}

/** Seconds between two plain lines. */
const plainInterval = 10;

/** Seconds after which rate and time left are told. */
const firstEstimate = 2;

const nameOf = ({ dataset, method }: NamedTask): string => printable(`${dataset} / ${method}`);

/** What is done of some tasks, as a line of text. */
export class ProgressCount {
  /** Expected seconds of what is left of the tasks that are not done. */
  readonly #left = new Map<string, number>();
  /** Tasks of a data set that are not done. */
  readonly #open = new Map<string, number>();
  readonly #tasks: number;
  readonly #sets: number;
  /** Expected seconds of all tasks. */
  readonly seconds: number;
  #kernels = 0;
  #done = 0;
  #computed = 0;
  #latest = "";

  constructor(tasks: readonly ExpectedTask[]) {
    for (const task of tasks) {
      this.#left.set(nameOf(task), task.seconds);
      this.#open.set(task.dataset, (this.#open.get(task.dataset) ?? 0) + 1);
    }
    this.#tasks = tasks.length;
    this.#sets = this.#open.size;
    this.seconds = tasks.reduce((sum, { seconds }) => sum + seconds, 0);
  }

  /** Expected seconds of what is done: a task that takes more units than expected counts as one that does not. */
  get done(): number {
    return this.#done;
  }

  unit(unit: FinishedUnit): void {
    const name = nameOf(unit);
    const left = this.#left.get(name) ?? 0;
    const seconds = Math.min(unit.seconds, left);
    this.#left.set(name, left - seconds);
    this.#done += seconds;
    this.#latest = name;
    if (unit.origin === "kept") return;
    this.#computed += seconds;
    this.#kernels += unit.kernels;
  }

  task(task: NamedTask): void {
    const name = nameOf(task);
    this.#done += this.#left.get(name) ?? 0;
    this.#left.delete(name);
    const open = (this.#open.get(task.dataset) ?? 1) - 1;
    if (open === 0) this.#open.delete(task.dataset);
    else this.#open.set(task.dataset, open);
    this.#latest = name;
  }

  /** @param elapsed seconds since the start */
  line(elapsed: number): string {
    const over = this.#left.size === 0;
    const percent = over ? 100 : Math.min(99, Math.floor((100 * this.#done) / (this.seconds || 1)));
    return [
      `${this.#sets - this.#open.size} of ${this.#sets} sets`,
      `${this.#tasks - this.#left.size} of ${this.#tasks} tasks`,
      `${percent} %`,
      ...this.#rate(elapsed),
      ...(this.#latest === "" ? [] : [`at ${this.#latest}`]),
    ].join(", ");
  }

  #rate(elapsed: number): string[] {
    if (this.#computed <= 0 || elapsed < firstEstimate) return [];
    const rate = this.#kernels / elapsed;
    const rateText = rate < 10 ? rate.toFixed(1) : rate.toFixed(0);
    const left = Math.max(0, (elapsed / this.#computed) * (this.seconds - this.#done));
    return [
      ...(this.#kernels > 0 ? [`${this.#kernels} kernels at ${rateText} a second`] : []),
      ...(this.#left.size === 0 || left > 0 ? [`about ${durationText(left)} left`] : []),
    ];
  }
}

/** Progress on standard error: a bar on a terminal, weighed by expected seconds, else a plain line every ten seconds. */
export function startProgress(
  tasks: readonly ExpectedTask[],
  stream: NodeJS.WriteStream,
): Progress {
  const count = new ProgressCount(tasks);
  const since = performance.now();
  const line = () => count.line((performance.now() - since) / 1000);
  if (!stream.isTTY) {
    const timer = setInterval(() => stream.write(`${line()}\n`), plainInterval * 1000);
    timer.unref();
    return {
      unit: (unit) => count.unit(unit),
      task: (task) => count.task(task),
      line,
      stop: () => clearInterval(timer),
    };
  }
  const bar = new SingleBar({
    stream,
    format: "{bar} {text}",
    barsize: 24,
    hideCursor: true,
    clearOnComplete: true,
    linewrap: false,
  });
  bar.start(Math.max(count.seconds, 1e-9), 0, { text: line() });
  const update = () => bar.update(count.done, { text: line() });
  return {
    unit(unit) {
      count.unit(unit);
      update();
    },
    task(task) {
      count.task(task);
      update();
    },
    line,
    stop: () => bar.stop(),
  };
}
