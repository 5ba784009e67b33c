/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { VNode } from "preact";
import { selectionVariations } from "../../../analysis/stability.ts";
import { DataTable } from "../../page/data-table.tsx";
import { stabilityTable } from "../../tables/stability.ts";
import type { Table } from "../../tables/table.ts";
import type { ClassificationModel } from "./model.ts";

const caption =
  "Mean accuracy in percent and mean rank (ties take the lowest rank) over the data sets that every method has, had selection gone otherwise; best in bold.";

/** The table of how the scores depend on selection, where there are methods to compare. */
export function stabilityTables({ results, cases }: ClassificationModel): Table[] {
  if (cases.methods.length < 2 || cases.datasets.length === 0) return [];
  const variations = selectionVariations(results);
  return [stabilityTable("stability", caption, "Selection", variations, results.methods)];
}

/** What fold seeds and tie rules do to the order of the methods. */
export function Stability({ tables }: { tables: readonly Table[] }): VNode | null {
  if (tables.length === 0) return null;
  return (
    <section id="stability">
      <h2>Does the order survive?</h2>
      <p class="note">
        {caption} Rules choose among the candidates that share the best validation accuracy, or
        among the recorded sample where more tied than were measured; the best and the worst tie
        know the test set and bound what any rule could reach.
      </p>
      {tables.map((table) => (
        <DataTable table={table} />
      ))}
    </section>
  );
}
