/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { VNode } from "preact";
import type { Table } from "../tables/table.ts";

const formats = [
  ["csv", "CSV"],
  ["md", "Markdown"],
  ["tex", "LaTeX"],
] as const;

/** Links to the files of a table that stand beside the page. */
export function TableFiles({ id }: Pick<Table, "id">): VNode {
  return (
    <span class="files">
      {formats.map(([ending, name], i) => (
        <>
          {i > 0 && " "}
          <a href={`tables/${id}.${ending}`} aria-label={`${id} as ${name}`}>
            {name}
          </a>
        </>
      ))}
    </span>
  );
}
