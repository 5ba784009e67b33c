/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { join } from "node:path";
import { writeAtomically } from "../write-atomically.ts";
import { renderFigure } from "./figure.ts";
import { counted, decimalText } from "./format.ts";
import { DataTable } from "./page/data-table.tsx";
import { framedHtml } from "./page/frame.tsx";
import { inlineSvg } from "./page/inline-svg.ts";
import { type TaskTime, timesFigure } from "./plots/times.ts";
import { tableMarkdown } from "./tables/markdown.ts";
import { numberColumn, type Table, tableOf, textColumn } from "./tables/table.ts";

function total(seconds: Readonly<Record<string, number>>): number {
  return Object.values(seconds).reduce((sum, value) => sum + value, 0);
}

/** Below a hundredth of an hour a figure in hours says nothing. */
const leastHours = 0.01;

/** Every method with its time by stage, and all of them together: in hours, or seconds where hours are too long. */
export function methodsTable(times: readonly TaskTime[], stages: readonly string[]): Table {
  const labels = [...new Set(times.map(({ label }) => label))];
  const rows = [
    ...labels.map((label) => ({ label, own: times.filter((time) => time.label === label) })),
    { label: "all", own: times },
  ];
  type Row = (typeof rows)[number];
  const secondsOf = ({ own }: Row, stage: string) =>
    own.reduce((sum, { seconds }) => sum + (seconds[stage] ?? 0), 0);
  const all = rows.flatMap((row) => stages.map((stage) => secondsOf(row, stage)));
  const inHours = all.every((seconds) => seconds === 0 || seconds / 3600 >= leastHours);
  const { unit, words, size, decimals } = inHours
    ? { unit: "h", words: "Hours", size: 3600, decimals: 2 }
    : { unit: "s", words: "Seconds", size: 1, decimals: 1 };
  const time = (row: Row, stage: string) => secondsOf(row, stage) / size;
  return tableOf<Row>(
    { id: "time-methods", caption: `${words} of workers by method and stage.` },
    rows,
    [
      textColumn("Method", "method", ({ label }) => label),
      numberColumn("Tasks", "tasks", 0, ({ own }) => own.length),
      ...stages.map((stage) =>
        numberColumn<Row>(`${stage} (${unit})`, stage, decimals, (row) => time(row, stage)),
      ),
      numberColumn(`Total (${unit})`, "total", decimals, (row) =>
        stages.reduce((sum, stage) => sum + time(row, stage), 0),
      ),
    ],
  );
}

/** On what the times were taken. */
export function machineText(times: readonly TaskTime[]): string {
  const different = (of: (time: TaskTime) => string) => [...new Set(times.map(of))].join(" or ");
  const peak = Math.max(...times.map(({ peakMegabytes }) => peakMegabytes));
  return `${different(({ workers }) => `${workers}`)} workers on ${different(({ cores, processor }) => `${cores} cores of ${processor}`)}, Node ${different(({ node }) => node)}; at most ${peak} MB of memory. Seconds are those of the processor, where the system counts them.`;
}

/** Every task with its seconds by stage, the longest first. */
export function timesTable(times: readonly TaskTime[], stages: readonly string[]): Table {
  const caption = "Seconds of workers by task and stage, the longest task first.";
  const sorted = [...times].sort((a, b) => total(b.seconds) - total(a.seconds));
  return tableOf<TaskTime>({ id: "time", caption }, sorted, [
    textColumn("Data set", "dataset", ({ dataset }) => dataset),
    textColumn("Method", "method", ({ label }) => label),
    ...stages.map((stage) =>
      numberColumn<TaskTime>(`${stage} (s)`, stage, 2, ({ seconds }) => seconds[stage]),
    ),
    numberColumn("Total (s)", "total", 2, ({ seconds }) => total(seconds)),
  ]);
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
          <p class="note">{byMethod.caption}</p>
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
