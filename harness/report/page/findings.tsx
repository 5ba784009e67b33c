/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { VNode } from "preact";
import type { RenderedFigures } from "../section.ts";
import type { Table } from "../tables/table.ts";
import { type Claim, Claims } from "./claims.tsx";
import { DataTable } from "./data-table.tsx";
import { FigureGrid } from "./figure-grid.tsx";

interface FindingsProperties {
  readonly claims: readonly Claim[];
  readonly figures: RenderedFigures;
  readonly tables: readonly Table[];
  /** What stands above each table, by its id. */
  readonly headings: Readonly<Record<string, string>>;
}

/** What an experiment found: the paper's claims beside ours, all figures, all tables. */
export function Findings({ claims, figures, tables, headings }: FindingsProperties): VNode {
  return (
    <>
      <Claims claims={claims} />
      <section id="figures">
        <h2>Figures</h2>
        <FigureGrid figures={[...figures.values()]} />
      </section>
      <section id="tables">
        <h2>Numbers</h2>
        {tables.map((table) => (
          <>
            <h3>{headings[table.id]}</h3>
            <p class="note">{table.caption}</p>
            <DataTable table={table} />
          </>
        ))}
      </section>
    </>
  );
}
