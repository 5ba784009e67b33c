/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { join } from "node:path";
import { writeAtomically } from "../store/records.ts";
import { renderFigure } from "./figure.ts";
import { DataTable } from "./page/data-table.tsx";
import { framedHtml } from "./page/frame.tsx";
import { inlineSvg } from "./page/inline-svg.ts";
import { timesFigure } from "./plots/times.ts";
import { numberCell, type Table, textCell } from "./tables/table.ts";

/** What a task took on this machine. */
export interface TaskTime {
  readonly dataset: string;
  readonly label: string;
  /** Seconds of workers by stage, such as `search`. */
  readonly seconds: Readonly<Record<string, number>>;
}

function total(seconds: Readonly<Record<string, number>>): number {
  return Object.values(seconds).reduce((sum, value) => sum + value, 0);
}

/** Every task with its seconds by stage, the longest first. */
export function timesTable(times: readonly TaskTime[], stages: readonly string[]): Table {
  const sorted = [...times].sort((a, b) => total(b.seconds) - total(a.seconds));
  return {
    id: "time",
    caption: "Seconds of workers by task and stage, the longest task first.",
    columns: [
      { title: "Data set", name: "dataset", align: "left" },
      { title: "Method", name: "method", align: "left" },
      ...stages.map((stage) => ({ title: stage, name: stage, align: "right" as const })),
      { title: "Total", name: "total", align: "right" },
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
 * Writes `time.html`: where the time of a run went. It stands beside the report and is no part of
 * it, because the report has the same bytes on every machine and times have not.
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
  const html = framedHtml(
    { title: `${title}: time` },
    <>
      <header>
        <h1>Where the time went</h1>
        <p class="lead">{title}</p>
        <p class="answer">
          {times.length} task{times.length === 1 ? "" : "s"} took {all.toFixed(1)} seconds of
          workers on this machine.
        </p>
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
          <h2>Task by task</h2>
          <DataTable table={timesTable(times, stages)} />
        </section>
      </main>
    </>,
  );
  const path = join(directory, "time.html");
  writeAtomically(path, html);
  return path;
}
