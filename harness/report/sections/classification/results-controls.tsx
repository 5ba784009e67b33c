/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { VNode } from "preact";
import { manifestEntry } from "../../../data/manifest.ts";
import { counted } from "../../format.ts";
import type { ClassificationModel } from "./model.ts";

/** Whether the paper has a number of any method on any of these data sets. */
export function hasPaper({ results }: ClassificationModel): boolean {
  return results.rows.some(({ paper }) => paper !== undefined);
}

/** Filter and choice of columns; hidden until the page's script makes them work. */
export function Controls({ model }: { model: ClassificationModel }): VNode {
  const { datasets } = model.results;
  const types = [
    ...new Set(datasets.map((dataset) => manifestEntry(dataset)?.type ?? "own")),
  ].sort();
  return (
    <form class="controls" hidden>
      <label>
        Data set
        <input type="search" name="name" placeholder="Filter by name" autocomplete="off" />
      </label>
      {types.length > 1 && (
        <label>
          Type
          <select name="type">
            <option value="">all types</option>
            {types.map((type) => (
              <option value={type}>{type === "own" ? "not of the archive" : type}</option>
            ))}
          </select>
        </label>
      )}
      <fieldset>
        <legend>Show</legend>
        <label>
          <input type="checkbox" name="sizes" /> sizes
        </label>
        {hasPaper(model) && (
          <label>
            <input type="checkbox" name="paper" /> difference to the paper
          </label>
        )}
        <label>
          <input type="checkbox" name="ties" /> span over ties
        </label>
      </fieldset>
      <p class="shown" role="status">
        {counted(datasets.length, "data set")}
      </p>
    </form>
  );
}

/** Filled by the page's script: a box for every classifier, which adds its column. */
export function PublishedChoice(): VNode {
  return (
    <details class="published" hidden>
      <summary>Published classifiers as columns</summary>
      <p class="note">
        Their published accuracies on the official split, from the file that this report was given;
        they were not computed here.
      </p>
      <fieldset>
        <legend class="vh">Published classifiers</legend>
      </fieldset>
    </details>
  );
}
