import { SingleBar } from "cli-progress";

/** `1 h 05 min`, `3 min 20 s`, `12 s`. */
export function durationText(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${String(whole % 60).padStart(2, "0")} s`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")} min`;
}

export interface Progress {
  /** A unit is finished; its expected seconds count as done. */
  unit(expectedSeconds: number): void;
  /** A task is finished. */
  task(name: string): void;
  stop(): void;
}

/** Seconds between two plain lines. */
const plainInterval = 10;

interface Counts {
  tasks: number;
  seconds: number;
}

function timeLeft(total: Counts, done: Counts, since: number): string {
  const elapsed = (performance.now() - since) / 1000;
  if (done.seconds <= 0 || elapsed < 2) return "";
  const left = Math.max(0, (elapsed / done.seconds) * (total.seconds - done.seconds));
  return `, about ${durationText(left)} left`;
}

/**
 * Progress on standard error: a bar on a terminal, else a plain line every ten seconds.
 * @param tasks number of tasks to do
 * @param seconds expected seconds of all of them, which weigh the bar
 */
export function startProgress(
  tasks: number,
  seconds: number,
  stream: NodeJS.WriteStream,
): Progress {
  const total: Counts = { tasks, seconds };
  const done: Counts = { tasks: 0, seconds: 0 };
  const since = performance.now();
  let last = "";
  const line = () =>
    `${done.tasks} of ${tasks} tasks, ${Math.min(100, Math.floor((100 * done.seconds) / (seconds || 1)))} %${timeLeft(total, done, since)}${last && `, last ${last}`}`;
  const count = (expected: number) => {
    done.seconds += expected;
  };
  if (!stream.isTTY) {
    const timer = setInterval(() => stream.write(`${line()}\n`), plainInterval * 1000);
    timer.unref();
    return {
      unit: count,
      task(name) {
        done.tasks++;
        last = name;
      },
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
  const update = () => bar.update(Math.min(done.seconds, seconds), { text: line() });
  return {
    unit(expected) {
      count(expected);
      update();
    },
    task(name) {
      done.tasks++;
      last = name;
      update();
    },
    stop: () => bar.stop(),
  };
}
