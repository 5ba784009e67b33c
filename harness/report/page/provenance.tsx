/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { VNode } from "preact";
import { programName } from "../../program-name.ts";
import type { ReportInput } from "../report-input.ts";
import type { SectionContent } from "../section.ts";
import { TableFiles } from "./table-files.tsx";

function Commands({ input }: { input: ReportInput }): VNode {
  const { configPath, beside = [] } = input;
  return (
    <>
      <p>
        In a checkout of the program, with Node 20 or newer. The records hold everything that this
        page says; the same config, data and version give the same bytes.
      </p>
      <pre>
        {[
          "npm ci",
          `${programName} run ${configPath}      # compute what is missing, record, report`,
          ...beside.map((other) => `${programName} run ${other.configPath}`),
          `${programName} report ${configPath}   # derive this page again from the records`,
        ].join("\n")}
      </pre>
    </>
  );
}

/** Where the numbers come from and how to get them again. */
export function Provenance({
  input,
  content,
}: {
  input: ReportInput;
  content: SectionContent;
}): VNode {
  return (
    <section id="provenance">
      <h2>Provenance</h2>
      <dl class="facts">
        <dt>Program</dt>
        <dd>rntk-harness {input.version}</dd>
        <dt>Config</dt>
        <dd>
          <code>{input.configPath}</code>
        </dd>
        {(input.beside ?? []).map(({ configPath, labels }) => (
          <>
            <dt>Beside it</dt>
            <dd>
              <code>{configPath}</code>: {labels.join(", ") || "no record yet"}
            </dd>
          </>
        ))}
        <dt>Time</dt>
        <dd>
          Differs between machines, so it is not on this page: <code>time.html</code> beside it,
          where the run was.
        </dd>
        <dt>Files beside this page</dt>
        <dd>
          <code>tables/</code>:{" "}
          {content.tables.map(({ id }) => (
            <>
              {id} <TableFiles id={id} />
              {"; "}
            </>
          ))}
          <code>figures/</code>: {content.figures.length} as Vega-Lite spec, SVG and PNG
        </dd>
      </dl>
      <h3>How to recompute it</h3>
      <Commands input={input} />
      {input.configText !== undefined && (
        <details>
          <summary>The config</summary>
          <pre>{input.configText}</pre>
        </details>
      )}
    </section>
  );
}
