/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { renderToString } from "preact-render-to-string";
import { outcomesOf } from "../outcomes.ts";
import type { ReportInput } from "../report-input.ts";
import type { RenderedFigures, SectionContent } from "../section.ts";
import { withAnchors } from "./contents.ts";
import { Failures } from "./failures.tsx";
import { framedHtml } from "./frame.tsx";
import { Navigation } from "./navigation.tsx";
import { Provenance } from "./provenance.tsx";
import { Summary } from "./summary.tsx";

/** The whole report as one HTML file that asks for nothing else. */
export function pageHtml(
  input: ReportInput,
  content: SectionContent,
  figures: RenderedFigures,
): string {
  const outcomes = outcomesOf(input.planned, input.records);
  const { clientData, scripts } = content;
  const { html, contents } = withAnchors(
    renderToString(
      <>
        {content.body(figures)}
        <Failures outcomes={outcomes} />
        <Provenance input={input} content={content} />
      </>,
    ),
  );
  return framedHtml(
    { title: input.title, data: clientData, scripts },
    <>
      <Summary input={input} outcomes={outcomes} answer={content.answer} />
      <Navigation contents={contents} tables={content.tables} />
      <main id="results" dangerouslySetInnerHTML={{ __html: html }} />
    </>,
  );
}
