/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { readFileSync } from "node:fs";
import type { VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import { outcomesOf } from "../outcomes.ts";
import type { ReportInput } from "../report-input.ts";
import type { RenderedFigures, SectionContent } from "../section.ts";
import { colourStyles, fontFaces, fontFamily } from "../theme.ts";
import { Failures } from "./failures.tsx";
import { inlineJson, inlineScript } from "./inline.ts";
import { Provenance } from "./provenance.tsx";
import { Summary } from "./summary.tsx";

const fontStyles = fontFaces.map(({ weight, path }) => {
  const bytes = readFileSync(path).toString("base64");
  return `@font-face{font-family:${fontFamily};font-weight:${weight};src:url(data:font/ttf;base64,${bytes})}`;
});
const style = [
  ...fontStyles,
  colourStyles,
  readFileSync(new URL("page.css", import.meta.url), "utf8"),
].join("\n");
const tooltip = readFileSync(new URL("client/tooltip.js", import.meta.url), "utf8");

/** Text that stands in the page as it is: trusted, ours, and escaped for its place. */
function raw(text: string) {
  return { dangerouslySetInnerHTML: { __html: text } };
}

function Page({
  input,
  content,
  figures,
}: {
  input: ReportInput;
  content: SectionContent;
  figures: RenderedFigures;
}): VNode {
  const outcomes = outcomesOf(input.planned, input.records);
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{input.title}</title>
        <link rel="icon" href="data:," />
        <style {...raw(style)} />
      </head>
      <body>
        <a class="skip" href="#results">
          Skip to the results
        </a>
        <Summary input={input} outcomes={outcomes} answer={content.answer} />
        <main id="results">
          {content.body(figures)}
          <Failures outcomes={outcomes} />
          <Provenance input={input} content={content} />
        </main>
        {content.clientData !== undefined && (
          <script type="application/json" id="data" {...raw(inlineJson(content.clientData))} />
        )}
        {[...(content.scripts ?? []), tooltip].map((script) => (
          <script {...raw(inlineScript(script))} />
        ))}
      </body>
    </html>
  );
}

/** The whole report as one HTML file that asks for nothing else. */
export function pageHtml(
  input: ReportInput,
  content: SectionContent,
  figures: RenderedFigures,
): string {
  return `<!doctype html>\n${renderToString(<Page input={input} content={content} figures={figures} />)}\n`;
}
