/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { VNode } from "preact";
import type { MethodScores } from "../../../analysis/scores.ts";
import { paperConfidence } from "../../../reference/paper.ts";
import { paperSummary } from "../../../reference/paper-summary.ts";
import type { RenderedFigure } from "../../figure.ts";
import { counted, percentText } from "../../format.ts";
import { FigureGrid } from "../../page/figure-grid.tsx";
import { paperWithinText } from "../../tables/scores.ts";
import { methodVariables } from "../../theme.ts";
import type { ClassificationModel } from "./model.ts";

type Metric = Exclude<keyof MethodScores, "method">;

const metrics: readonly {
  readonly key: Metric;
  readonly title: string;
  readonly best: "highest" | "lowest" | "none";
}[] = [
  { key: "mean", title: "Mean accuracy", best: "highest" },
  { key: "std", title: "Standard deviation", best: "none" },
  { key: "p90", title: "P90", best: "highest" },
  { key: "p95", title: "P95", best: "highest" },
  { key: "pma", title: "PMA", best: "highest" },
  { key: "rank", title: "Mean rank, ties lowest", best: "lowest" },
  { key: "averageRank", title: "Mean rank, ties shared", best: "lowest" },
];

function bestText(
  values: readonly number[],
  best: (typeof metrics)[number]["best"],
): string | undefined {
  if (best === "none" || values.length < 2) return undefined;
  return percentText(best === "highest" ? Math.max(...values) : Math.min(...values));
}

function Values({
  title,
  kind,
  values,
  best,
}: {
  title: string;
  kind: "ours" | "theirs";
  values: readonly (number | undefined)[];
  best?: string | undefined;
}): VNode {
  return (
    <tr class={kind}>
      <th scope="row">{title}</th>
      {values.map((value) => {
        const text = percentText(value);
        return <td class="number">{text === best ? <b>{text}</b> : text}</td>;
      })}
    </tr>
  );
}

function MetricRows({
  model,
  metric,
}: {
  model: ClassificationModel;
  metric: (typeof metrics)[number];
}): VNode {
  const { scores, paperScores } = model;
  const { key, title, best } = metric;
  const paper = (method: string): MethodScores | undefined =>
    paperScores.find((row) => row.method === method);
  // the paper prints ranks in its own convention alone
  const printed = scores.map(({ method }) =>
    key === "averageRank" ? undefined : paperSummary(method)?.[key],
  );
  return (
    <tbody>
      <Values
        title={title}
        kind="ours"
        values={scores.map((row) => row[key])}
        best={bestText(
          scores.map((row) => row[key]),
          best,
        )}
      />
      {paperScores.length > 0 && (
        <Values
          title="paper, same data sets"
          kind="theirs"
          values={scores.map(({ method }) => paper(method)?.[key])}
        />
      )}
      {printed.some((value) => value !== undefined) && (
        <Values title="paper, as printed" kind="theirs" values={printed} />
      )}
    </tbody>
  );
}

/** On how many data sets the paper's number lies within our span over fold seeds and ties. */
function Agreement({ model }: { model: ClassificationModel }): VNode | null {
  const { scores, results } = model;
  const texts = scores.map(({ method }) => paperWithinText(results.rows, method));
  if (texts.every((text) => text === undefined)) return null;
  return (
    <tbody>
      <tr class="ours">
        <th scope="row">Paper within our span</th>
        {texts.map((text) => (
          <td class="number">{text ?? "–"}</td>
        ))}
      </tr>
    </tbody>
  );
}

/** Scores of the methods in the paper's conventions, the paper's beside them. */
export function SummaryTable({
  model,
  figures,
}: {
  model: ClassificationModel;
  /** Stand beside the table. */
  figures: readonly RenderedFigure[];
}): VNode | null {
  const { scores, cases, results } = model;
  if (scores.length === 0) return null;
  const colours = methodVariables(results.methods.map(({ id }) => id));
  const label = (id: string) => results.methods.find((method) => method.id === id)!.label;
  return (
    <section id="scores">
      <h2>Scores</h2>
      <div class="columns">
        <div class="scores-side">
          <div class="scroll" tabIndex={-1}>
            <table class="scores">
              <caption class="vh">Scores of the methods</caption>
              <thead>
                <tr>
                  <th scope="col">{counted(cases.datasets.length, "data set")}</th>
                  {scores.map(({ method }) => (
                    <th scope="col" class="number method" style={`--method:${colours.get(method)}`}>
                      {label(method)}
                    </th>
                  ))}
                </tr>
              </thead>
              {metrics.map((metric) => (
                <MetricRows model={model} metric={metric} />
              ))}
              <Agreement model={model} />
            </table>
          </div>
          <Notes model={model} />
        </div>
        <div>{figures.length > 0 && <FigureGrid figures={figures} />}</div>
      </div>
    </section>
  );
}

function Notes({ model }: { model: ClassificationModel }): VNode {
  const { incomplete } = model.cases;
  return (
    <div class="note">
      <p>
        P90 and P95: share of the data sets on which a method reaches 90 or 95 % of the best
        method's accuracy. PMA: mean of accuracy over best accuracy. Mean rank: 1 is best; methods
        with equal accuracy all take the lowest of their ranks, as in the paper's table, or share
        the mean of their ranks, as Friedman's test, the figures of mean ranks and the first
        sentence of this page have it. All but the ranks in percent.
      </p>
      <p>
        “paper, same data sets” is computed from the paper's table over the methods and data sets of
        this page; “paper, as printed” is over its 56 data sets and seven methods, so its ranks and
        shares are of another contest. The paper's numbers: {paperConfidence}.
      </p>
      {incomplete.length > 0 && (
        <p>
          Left out, because a method has no result there:{" "}
          {incomplete.map(({ dataset }) => dataset).join(", ")}.
        </p>
      )}
    </div>
  );
}
