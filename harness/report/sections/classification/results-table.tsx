/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { VNode } from "preact";
import { type ClassificationRow, resultKey } from "../../../analysis/classification.ts";
import { manifestEntry } from "../../../data/manifest.ts";
import { paperConfidence } from "../../../reference/paper.ts";
import type { Published } from "../../../reference/published.ts";
import { percentText, signedText, spanText } from "../../format.ts";
import { methodVariables } from "../../theme.ts";
import type { ClassificationModel } from "./model.ts";
import { Controls, hasPaper, PublishedChoice } from "./results-controls.tsx";

function Sortable({
  column,
  group,
  text,
  hidden,
}: {
  column: string;
  /** Where the text alone would not say which column it is. */
  group?: string;
  text: string;
  hidden: string;
}): VNode {
  return (
    <th scope="col" class={`sortable ${hidden}`} data-column={column}>
      <button type="button">
        {group !== undefined && <span class="vh">{group} </span>}
        {text}
      </button>
    </th>
  );
}

function Outcome({
  row,
  best,
}: {
  row: ClassificationRow | undefined;
  best: number | undefined;
}): VNode {
  if (row === undefined) return <td class="number first" />;
  if (row.accuracy === undefined) {
    return (
      <td class="number first" title={row.reason}>
        <span class={`status ${row.status}`}>{row.status}</span>
      </td>
    );
  }
  return (
    <td class="number first">
      {row.accuracy === best ? (
        <b>
          {percentText(row.accuracy)}
          <span class="vh"> best</span>
        </b>
      ) : (
        percentText(row.accuracy)
      )}
    </td>
  );
}

function Difference({ row }: { row: ClassificationRow | undefined }): VNode {
  const difference = row?.difference;
  if (difference === undefined) return <td class="number paper" />;
  const { paper, paperNote, paperWithin } = row!;
  const title = `the paper: ${percentText(paper)}${paperNote === undefined ? "" : `; ${paperNote}`}`;
  return (
    <td class={paperWithin === false ? "number paper outside" : "number paper"} title={title}>
      {signedText(difference)}
      {paperWithin === false && <span class="vh"> outside the span</span>}
      {paperNote !== undefined && "*"}
    </td>
  );
}

function Span({ row }: { row: ClassificationRow | undefined }): VNode {
  const { lowest, highest } = row ?? {};
  if (lowest === undefined || highest === undefined) return <td class="number ties" />;
  return (
    <td class="number ties" data-sort={(highest - lowest).toFixed(4)}>
      {lowest === highest ? "·" : spanText(lowest, highest)}
    </td>
  );
}

function sizesOf(model: ClassificationModel, dataset: string) {
  for (const { id } of model.results.methods) {
    const data = model.results.results.get(resultKey(dataset, id))?.data;
    if (data !== undefined) {
      const length = data.shortest === data.longest ? `${data.longest}` : `≤ ${data.longest}`;
      return { train: data.trainSize, length, longest: data.longest, classes: data.classes.length };
    }
  }
  const entry = manifestEntry(dataset);
  if (entry === undefined) return undefined;
  const { train, length, classes } = entry;
  return { train, length: length === null ? "varies" : `${length}`, longest: length ?? 0, classes };
}

/** A name such as `SmoothSubspace` that may be broken between its words. */
function Breakable({ name }: { name: string }): VNode {
  const [first, ...words] = name.split(/(?=[A-Z][a-z])/);
  return (
    <>
      {first}
      {words.map((word) => (
        <>
          <wbr />
          {word}
        </>
      ))}
    </>
  );
}

interface RowProperties {
  readonly model: ClassificationModel;
  readonly dataset: string;
  /** Whether the table has the differences to the paper. */
  readonly paper: boolean;
}

function Row({ model, dataset, paper }: RowProperties): VNode {
  const { rows, methods } = model.results;
  const own = methods.map(({ id }) =>
    rows.find((row) => row.dataset === dataset && row.method === id),
  );
  const accuracies = own.flatMap((row) => (row?.accuracy === undefined ? [] : [row.accuracy]));
  const best = accuracies.length > 1 ? Math.max(...accuracies) : undefined;
  const sizes = sizesOf(model, dataset);
  return (
    <tr data-name={dataset} data-type={manifestEntry(dataset)?.type ?? "own"}>
      <th scope="row">
        <button type="button" class="open" aria-haspopup="dialog">
          <Breakable name={dataset} />
        </button>
      </th>
      <td class="number sizes">{sizes?.train}</td>
      <td class="number sizes" data-sort={sizes?.longest}>
        {sizes?.length}
      </td>
      <td class="number sizes">{sizes?.classes}</td>
      {own.map((row) => (
        <>
          <Outcome row={row} best={best} />
          {paper && <Difference row={row} />}
          <Span row={row} />
        </>
      ))}
    </tr>
  );
}

/** Methods whose columns stand side by side on a screen; with more the table scrolls in its frame. */
const columnsThatFit = 4;

/** Accuracy by data set and method: sortable, and every row opens what is behind it. */
export function ResultsTable({
  model,
  published,
}: {
  model: ClassificationModel;
  published: Published | undefined;
}): VNode {
  const { datasets, methods } = model.results;
  const colours = methodVariables(methods.map(({ id }) => id));
  const paper = hasPaper(model);
  const columns = paper ? 3 : 2;
  return (
    <section id="table">
      <h2>Data set by data set</h2>
      <p class="note">
        Test accuracy in percent, mean over the fold seeds, best in bold.{" "}
        {paper &&
          `Δ paper: difference to the paper's number (${paperConfidence}; a star marks one with a note), underlined where it lies outside our span. `}
        Span: lowest and highest test accuracy over the candidates that share the best validation
        accuracy, of all fold seeds; a dot where all agree.
      </p>
      <Controls model={model} />
      {published !== undefined && <PublishedChoice />}
      <div class={methods.length > columnsThatFit ? "scroll many" : "scroll"} tabIndex={-1}>
        <table class="results">
          <caption class="vh">Test accuracy by data set and method</caption>
          <thead>
            <tr>
              <td />
              <th scope="colgroup" colSpan={3} class="sizes">
                Size
              </th>
              {methods.map(({ id, label }) => (
                <th
                  scope="colgroup"
                  colSpan={columns}
                  class="method"
                  style={`--method:${colours.get(id)}`}
                >
                  {label}
                </th>
              ))}
            </tr>
            <tr>
              <Sortable column="name" text="Data set" hidden="" />
              <Sortable column="train" text="Train" hidden="number sizes" />
              <Sortable column="length" text="Length" hidden="number sizes" />
              <Sortable column="classes" text="Classes" hidden="number sizes" />
              {methods.map(({ id, label }) => (
                <>
                  <Sortable
                    column={`${id}-accuracy`}
                    group={label}
                    text="Accuracy"
                    hidden="number first"
                  />
                  {paper && (
                    <Sortable
                      column={`${id}-paper`}
                      group={label}
                      text="Δ paper"
                      hidden="number paper"
                    />
                  )}
                  <Sortable column={`${id}-ties`} group={label} text="Span" hidden="number ties" />
                </>
              ))}
            </tr>
          </thead>
          <tbody>
            {datasets.map((dataset) => (
              <Row model={model} dataset={dataset} paper={paper} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
