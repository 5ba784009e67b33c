import { MultiBar, Presets, type SingleBar } from "cli-progress";
import type { FetchEvents, FetchOutcome } from "../data/fetch/fetch-datasets.ts";
import { megabytesText } from "../report/format.ts";

/** Shows a fetch as it goes. */
export interface FetchProgress extends FetchEvents {
  stop(): void;
}

const lineEvery = 5000;

function timeText(seconds: number): string {
  if (!Number.isFinite(seconds)) return "?";
  return seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
}

function endText(outcome: FetchOutcome): string {
  switch (outcome.status) {
    case "here already":
      return `${outcome.name}: here already (${outcome.where})`;
    case "fetched": {
      const pinned =
        outcome.pinned.length > 0
          ? `; pinned the checksums of ${outcome.pinned.join(" and ")}`
          : "";
      return `${outcome.name}: fetched from ${outcome.where}${pinned}`;
    }
    case "failed":
      return `${outcome.name}: failed`;
  }
}

/** Bytes of everything under way, and how fast they come. */
class Meter {
  private readonly start = performance.now();
  private readonly done = new Map<string, number>();
  private before = 0;

  set(name: string, done: number): void {
    // The same name counts anew when unpacking follows a download.
    const former = this.done.get(name) ?? 0;
    if (done < former) this.before += former;
    this.done.set(name, done);
  }

  get bytes(): number {
    return [...this.done.values()].reduce((sum, value) => sum + value, this.before);
  }

  /** Bytes a second. */
  get rate(): number {
    return (1000 * this.bytes) / Math.max(1, performance.now() - this.start);
  }
}

/** One line every few seconds, and one a data set: for logs. */
function plainProgress(count: number, print: (line: string) => void): FetchProgress {
  const meter = new Meter();
  let ended = 0;
  const timer = setInterval(() => {
    const [rate, bytes] = [megabytesText(meter.rate), megabytesText(meter.bytes)];
    print(`${ended} of ${count} data sets, ${bytes}, ${rate}/s`);
  }, lineEvery);
  return {
    onBytes: (name, done) => meter.set(name, done),
    onWait: (name, wait, reason) =>
      print(`${name}: ${reason}; next attempt in ${timeText(wait / 1000)}`),
    onEnd(outcome) {
      ended++;
      print(endText(outcome));
    },
    stop: () => clearInterval(timer),
  };
}

/** A bar a download, with rate and time left. */
function barProgress(stream: NodeJS.WritableStream): FetchProgress {
  const bars = new MultiBar(
    {
      stream,
      hideCursor: true,
      clearOnComplete: true,
      format: "{bar} {name} {size} at {rate}/s, {left} left",
    },
    Presets.shades_classic,
  );
  const shown = new Map<string, { bar: SingleBar; meter: Meter }>();
  return {
    onBytes(name, done, total) {
      let one = shown.get(name);
      if (one === undefined) {
        one = { bar: bars.create(total ?? 0, 0), meter: new Meter() };
        shown.set(name, one);
      }
      const { bar, meter } = one;
      meter.set(name, done);
      bar.setTotal(total ?? 0);
      const left = total === undefined ? "?" : timeText((total - done) / meter.rate);
      const size =
        total === undefined
          ? megabytesText(done)
          : `${megabytesText(done)} of ${megabytesText(total)}`;
      bar.update(done, { name, size, rate: megabytesText(meter.rate), left });
    },
    onWait: (name, wait, reason) =>
      bars.log(`${name}: ${reason}; next attempt in ${timeText(wait / 1000)}\n`),
    onEnd(outcome) {
      const one = shown.get(outcome.name);
      if (one !== undefined) bars.remove(one.bar);
      shown.delete(outcome.name);
      bars.log(`${endText(outcome)}\n`);
    },
    stop: () => bars.stop(),
  };
}

/** Progress of a fetch of some data sets: bars on a terminal, lines elsewhere. */
export function startFetchProgress(count: number, stream: NodeJS.WriteStream): FetchProgress {
  if (stream.isTTY) return barProgress(stream);
  return plainProgress(count, (line) => stream.write(`${line}\n`));
}
