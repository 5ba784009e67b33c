/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { VNode } from "preact";
import type { Table } from "../tables/table.ts";
import { Scroll } from "./scroll.tsx";

/** A table of the report as HTML; its first column heads the rows. */
export function DataTable({ table }: { table: Table }): VNode {
  const kind = (column: number) =>
    table.columns[column]?.align === "right" ? "number" : undefined;
  return (
    <Scroll label={table.caption}>
      <table>
        <caption class="vh">{table.caption}</caption>
        <thead>
          <tr>
            {table.columns.map(({ title }, column) => (
              <th scope="col" class={kind(column)}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr>
              {row.map(({ text, emphasis }, column) => {
                const content = emphasis === "best" ? <b>{text}</b> : text;
                return column === 0 ? (
                  <th scope="row" class={kind(column)}>
                    {content}
                  </th>
                ) : (
                  <td class={kind(column)}>{content}</td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
