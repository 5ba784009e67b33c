/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { readFileSync } from "node:fs";
import type { ComponentChildren } from "preact";
import { renderToString } from "preact-render-to-string";
import type { Json } from "../../canonical-json.ts";
import { harmlessText } from "../harmless-text.ts";
import { colourStyles, fontFaces, fontFamily } from "../theme.ts";
import { clientScript } from "./client-script.ts";
import { inlineJson, inlineScript } from "./inline.ts";

const fontStyles = fontFaces.map(({ weight, path }) => {
  const bytes = readFileSync(path).toString("base64");
  return `@font-face{font-family:${fontFamily};font-weight:${weight};src:url(data:font/ttf;base64,${bytes})}`;
});
// in the order in which one overrides the other
const sheets = ["base", "tables", "results", "figures", "drawer", "narrow", "print"].map((name) =>
  readFileSync(new URL(`style/${name}.css`, import.meta.url), "utf8"),
);
const style = [...fontStyles, colourStyles, ...sheets].join("\n");

/** Text that stands in the page as it is: trusted, ours, and escaped for its place. */
function raw(text: string) {
  return { dangerouslySetInnerHTML: { __html: text } };
}

/** What a page is made of besides its content. */
export interface Frame {
  readonly title: string;
  /** Value that the scripts work on. */
  readonly data?: Json | undefined;
  readonly scripts?: readonly string[] | undefined;
}

/** A whole HTML file that asks for nothing else: fonts, styles and scripts are in it. */
export function framedHtml({ title, data, scripts = [] }: Frame, body: ComponentChildren): string {
  const page = (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        <link rel="icon" href="data:," />
        <style {...raw(style)} />
      </head>
      <body>
        <a class="skip" href="#results">
          Skip to the results
        </a>
        {body}
        {data !== undefined && (
          <script type="application/json" id="data" {...raw(inlineJson(data))} />
        )}
        {[...scripts, clientScript("tooltip")].map((script) => (
          <script {...raw(inlineScript(script))} />
        ))}
      </body>
    </html>
  );
  return harmlessText(`<!doctype html>\n${renderToString(page)}\n`);
}
