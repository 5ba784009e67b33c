/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { join } from "node:path";
import { writeAtomically } from "../write-atomically.ts";
import { renderFigure } from "./figure.ts";
import { counted, decimalText } from "./format.ts";
import { DataTable } from "./page/data-table.tsx";
import { framedHtml } from "./page/frame.tsx";
import { inlineSvg } from "./page/inline-svg.ts";
import { timesFigure } from "./plots/times.ts";
import { tableMarkdown } from "./tables/markdown.ts";
import { numberCell, numberColumn, type Table, textCell, textColumn } from "./tables/table.ts";

/** What a task took on this machine. */
export interface TaskTime {
  readonly dataset: string;
  readonly label: string;
  /** Seconds of workers by stage, such as `search`. */
  readonly seconds: Readonly<Record<string, number>>;
  readonly workers: number;
  readonly node: string;
  readonly processor: string;
  readonly cores: number;
  /** Of the run so far, when the task was finished. */
  readonly peakMegabytes: number;
}

function total(seconds: Readonly<Record<string, number>>): number {
  return Object.values(seconds).reduce((sum, value) => sum + value, 0);
}

/** Every method with its hours by stage, and all of them together. */
export function methodsTable(times: readonly TaskTime[], stages: readonly string[]): Table {
  const labels = [...new Set(times.map(({ label }) => label))];
  const row = (label: string, own: readonly TaskTime[]) => {
    const hours = (stage: string) =>
      own.reduce((sum, { seconds }) => sum + (seconds[stage] ?? 0), 0) / 3600;
    const all = stages.reduce((sum, stage) => sum + hours(stage), 0);
    return [
      textCell(label),
      numberCell(own.length, 0),
      ...stages.map((stage) => numberCell(hours(stage), 3)),
      numberCell(all, 3),
    ];
  };
  return {
    id: "time-methods",
    caption: "Hours of workers by method and stage.",
    columns: [
      textColumn("Method", "method"),
      numberColumn("Tasks", "tasks"),
      ...stages.map((stage) => numberColumn(stage, stage)),
      numberColumn("Total", "total"),
    ],
    rows: [
      ...labels.map((label) =>
        row(
          label,
          times.filter((time) => time.label === label),
        ),
      ),
      row("all", times),
    ],
  };
}

/** On what the times were taken. */
export function machineText(times: readonly TaskTime[]): string {
  const different = (of: (time: TaskTime) => string) => [...new Set(times.map(of))].join(" or ");
  const peak = Math.max(...times.map(({ peakMegabytes }) => peakMegabytes));
  return `${different(({ workers }) => `${workers}`)} workers on ${different(({ cores, processor }) => `${cores} cores of ${processor}`)}, Node ${different(({ node }) => node)}; at most ${peak} MB of memory. Seconds are those of the processor, where the system counts them.`;
}

/** Every task with its seconds by stage, the longest first. */
export function timesTable(times: readonly TaskTime[], stages: readonly string[]): Table {
  const sorted = [...times].sort((a, b) => total(b.seconds) - total(a.seconds));
  return {
    id: "time",
    caption: "Seconds of workers by task and stage, the longest task first.",
    columns: [
      textColumn("Data set", "dataset"),
      textColumn("Method", "method"),
      ...stages.map((stage) => numberColumn(stage, stage)),
      numberColumn("Total", "total"),
    ],
    rows: sorted.map(({ dataset, label, seconds }) => [
      textCell(dataset),
      textCell(label),
      ...stages.map((stage) => numberCell(seconds[stage], 2)),
      numberCell(total(seconds), 2),
    ]),
  };
}

/**
 * Writes `time.html` and `time.md`: where the time of a run went. They stand beside the report and are
 * no part of it, because the report has the same bytes on every machine and times have not.
 *
 * @param directory folder of the report
 * @returns the path of the page
 */
export async function writeTimes(
  title: string,
  times: readonly TaskTime[],
  directory: string,
): Promise<string> {
  const stages = [...new Set(times.flatMap(({ seconds }) => Object.keys(seconds)))];
  const { svg, caption } = await renderFigure(timesFigure(times, stages));
  const all = times.reduce((sum, { seconds }) => sum + total(seconds), 0);
  const machine = machineText(times);
  const byMethod = methodsTable(times, stages);
  const html = framedHtml(
    { title: `${title}: time` },
    <>
      <header>
        <h1>Where the time went</h1>
        <p class="lead">{title}</p>
        <p class="answer">
          {counted(times.length, "task")} took {decimalText(all, 1)} seconds of workers on this
          machine.
        </p>
        <p class="note">{machine}</p>
      </header>
      <main id="results">
        <figure class="figure">
          <div
            role="img"
            aria-label="Time by method and stage"
            dangerouslySetInnerHTML={{ __html: inlineSvg(svg) }}
          />
          <figcaption>{caption}</figcaption>
        </figure>
        <section>
          <h2>Method by method</h2>
          <DataTable table={byMethod} />
        </section>
        <section>
          <h2>Task by task</h2>
          <DataTable table={timesTable(times, stages)} />
        </section>
      </main>
    </>,
  );
  const path = join(directory, "time.html");
  writeAtomically(path, html);
  const tables = [byMethod, timesTable(times, stages)].map(tableMarkdown);
  writeAtomically(join(directory, "time.md"), [`${machine}\n`, ...tables].join("\n"));
  return path;
}
