/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { VNode } from "preact";
import type { Table } from "../tables/table.ts";
import type { ContentsEntry } from "./contents.ts";
import { TableFiles } from "./table-files.tsx";

const paperAddress = "https://arxiv.org/abs/2006.10246";

/** Pages of the program's own folder, from a report in `reports/<config>/`. */
const docs = [
  ["../../docs/config.md", "config keys"],
  ["../../docs/formats.md", "files"],
  ["../../docs/reproduction.md", "what has been reproduced"],
] as const;

/** What is on the page, and what belongs to it: its tables as files, the paper, the docs. */
export function Navigation({
  contents,
  tables,
}: {
  readonly contents: readonly ContentsEntry[];
  readonly tables: readonly Table[];
}): VNode {
  return (
    <nav class="contents" aria-label="Contents">
      <ol>
        {contents.map(({ id, heading }) => (
          <li>
            <a href={`#${id}`} dangerouslySetInnerHTML={{ __html: heading }} />
          </li>
        ))}
      </ol>
      <p>
        Tables:{" "}
        {tables.map(({ id }, i) => (
          <>
            {i > 0 && "; "}
            {id} <TableFiles id={id} />
          </>
        ))}
        . <a href={paperAddress}>The paper</a>. Docs:{" "}
        {docs.map(([address, name], i) => (
          <>
            {i > 0 && ", "}
            <a href={address}>{name}</a>
          </>
        ))}
        . <a href="../index.html">All reports</a>.
      </p>
    </nav>
  );
}
