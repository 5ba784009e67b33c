import { Resvg } from "@resvg/resvg-js";
import * as vega from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import { harmlessTexts } from "./harmless-text.ts";
import { textWidth } from "./text-width.ts";
import { fontFaces, fontFamily, vegaConfig } from "./theme.ts";

/** A plot: its Vega-Lite spec and what is said about it. */
export interface Figure {
  /** Name of its files, without ending. */
  readonly id: string;
  readonly title: string;
  /** What is shown and what to see in it: the text for those who do not see it. */
  readonly caption: string;
  /** A second line of the title, in the plot alone. */
  readonly subtitle?: string;
  /** Has the figure's title unless it states another one. */
  readonly spec: TopLevelSpec;
}

export interface RenderedFigure extends Figure {
  /** The spec as it is written: with the look of all figures in it. */
  readonly spec: TopLevelSpec;
  readonly svg: string;
}

/** Not in vega's typings. */
interface TextMetrics {
  canvas(use: boolean): void;
  width: (item: { readonly fontSize?: number }, text: unknown) => number;
}

// Vega measures text with the package canvas where that is installed; the layout may not depend on it
const { textMetrics } = vega as unknown as { textMetrics: TextMetrics };
textMetrics.canvas(false);
textMetrics.width = (item, text) => textWidth(String(text ?? ""), item.fontSize ?? 11);

const schema = "https://vega.github.io/schema/vega-lite/v6.json";

const fontFiles = fontFaces.map(({ path }) => path);

const geometry = /( (?:d|transform|x|y|x1|x2|y1|y2|r|cx|cy|width|height|offset)=")([^"]*)/g;
const number = /-?\d+(?:\.\d+)?(?:e-?\d+)?/g;

/** Geometry to two decimals: a pixel's hundredth, and the same text everywhere. Words stay as they are. */
function shortNumbers(svg: string): string {
  return svg.replace(
    geometry,
    (_, name: string, value: string) =>
      name + value.replace(number, (text) => String(Number(Number(text).toFixed(2)))),
  );
}

/** Without the labels of titles, which only repeat their text: what is left of labels are descriptions. */
function withoutTitleLabels(svg: string): string {
  return svg.replace(
    / role="graphics-symbol" aria-roledescription="(?:sub)?title" aria-label="[^"]*"/g,
    "",
  );
}

/**
 * Definitions (clips, gradients) named after the figure, in their order: Vega counts them through
 * the whole process, and the figures of a page must not share a name.
 */
function withOwnIds(svg: string, figureId: string): string {
  const ids = [...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id!);
  return svg.replace(/( id="|url\(#)([^")]+)/g, (_, before: string, id: string) => {
    return `${before}${figureId}-${ids.indexOf(id)}`;
  });
}

/** The figure as SVG, in the light theme. The same spec gives the same bytes. */
export async function renderFigure(figure: Figure): Promise<RenderedFigure> {
  const { title: text, subtitle } = figure;
  const title = subtitle === undefined ? text : { text, subtitle };
  const whole = { $schema: schema, title, ...figure.spec, config: vegaConfig } as TopLevelSpec;
  const spec = harmlessTexts(whole);
  const view = new vega.View(vega.parse(compile(spec).spec), { renderer: "none" });
  const svg = withOwnIds(withoutTitleLabels(shortNumbers(await view.toSVG())), figure.id);
  view.finalize();
  return { ...figure, spec, svg };
}

/** An SVG of `renderFigure` as PNG, at twice its size, with the fonts of the project alone. */
export function figurePng(svg: string): Uint8Array {
  const image = new Resvg(svg, {
    fitTo: { mode: "zoom", value: 2 },
    font: { fontFiles, loadSystemFonts: false, defaultFontFamily: fontFamily },
  });
  return image.render().asPng();
}
