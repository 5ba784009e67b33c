import { SingleBar } from "cli-progress";

/** `1 h 05 min`, `3 min 20 s`, `12 s`. */
export function durationText(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${String(whole % 60).padStart(2, "0")} s`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")} min`;
}

/** What a finished unit counts as. */
export interface FinishedUnit {
  /** Expected seconds. */
  readonly seconds: number;
  /** Grams that it computed. */
  readonly kernels: number;
  /** Whether it was computed now, or in an earlier run that was stopped. */
  readonly origin: "computed" | "kept";
}

export interface Progress {
  unit(unit: FinishedUnit): void;
  task(dataset: string, method: string): void;
  /** What is done, as a line of text. */
  line(): string;
  stop(): void;
}

interface NamedTask {
  readonly dataset: string;
  readonly method: string;
}

/** Seconds between two plain lines. */
const plainInterval = 10;

/** Seconds after which rate and time left are told. */
const firstEstimate = 2;

/** What is done of some tasks, as a line of text. */
export class ProgressCount {
  readonly #open = new Map<string, number>();
  readonly #tasks: number;
  readonly #sets: number;
  readonly #seconds: number;
  #tasksDone = 0;
  #kernels = 0;
  #done = 0;
  #computed = 0;
  #last = "";

  /** @param seconds expected seconds of all tasks */
  constructor(tasks: readonly NamedTask[], seconds: number) {
    for (const { dataset } of tasks) this.#open.set(dataset, (this.#open.get(dataset) ?? 0) + 1);
    this.#tasks = tasks.length;
    this.#sets = this.#open.size;
    this.#seconds = seconds;
  }

  /** Expected seconds of what is done, at most those of all. */
  get seconds(): number {
    return Math.min(this.#done, this.#seconds);
  }

  unit({ seconds, kernels, origin }: FinishedUnit): void {
    this.#done += seconds;
    if (origin === "kept") return;
    this.#computed += seconds;
    this.#kernels += kernels;
  }

  task(dataset: string, method: string): void {
    const left = (this.#open.get(dataset) ?? 1) - 1;
    if (left === 0) this.#open.delete(dataset);
    else this.#open.set(dataset, left);
    this.#tasksDone++;
    this.#last = `${dataset} / ${method}`;
  }

  /** @param elapsed seconds since the start */
  line(elapsed: number): string {
    const percent = Math.min(100, Math.floor((100 * this.#done) / (this.#seconds || 1)));
    return [
      `${this.#sets - this.#open.size} of ${this.#sets} sets`,
      `${this.#tasksDone} of ${this.#tasks} tasks`,
      `${percent} %`,
      ...this.#rate(elapsed),
      ...(this.#last === "" ? [] : [`last ${this.#last}`]),
    ].join(", ");
  }

  #rate(elapsed: number): string[] {
    if (this.#computed <= 0 || elapsed < firstEstimate) return [];
    const rate = this.#kernels / elapsed;
    const rateText = rate < 10 ? rate.toFixed(1) : rate.toFixed(0);
    const left = Math.max(0, (elapsed / this.#computed) * (this.#seconds - this.#done));
    return [
      ...(this.#kernels > 0 ? [`${this.#kernels} kernels at ${rateText} a second`] : []),
      `about ${durationText(left)} left`,
    ];
  }
}

/**
 * Progress on standard error: a bar on a terminal, else a plain line every ten seconds.
 * @param seconds expected seconds of all tasks, which weigh the bar
 */
export function startProgress(
  tasks: readonly NamedTask[],
  seconds: number,
  stream: NodeJS.WriteStream,
): Progress {
  const count = new ProgressCount(tasks, seconds);
  const since = performance.now();
  const line = () => count.line((performance.now() - since) / 1000);
  if (!stream.isTTY) {
    const timer = setInterval(() => stream.write(`${line()}\n`), plainInterval * 1000);
    timer.unref();
    return {
      unit: (unit) => count.unit(unit),
      task: (dataset, method) => count.task(dataset, method),
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
  bar.start(Math.max(seconds, 1e-9), 0, { text: line() });
  const update = () => bar.update(count.seconds, { text: line() });
  return {
    unit(unit) {
      count.unit(unit);
      update();
    },
    task(dataset, method) {
      count.task(dataset, method);
      update();
    },
    line,
    stop: () => bar.stop(),
  };
}
