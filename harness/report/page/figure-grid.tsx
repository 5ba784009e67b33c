/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { VNode } from "preact";
import type { RenderedFigure } from "../figure.ts";
import { inlineSvg } from "./inline-svg.ts";
import { Scroll } from "./scroll.tsx";

/** From this width on a figure shrinks no further than its text can be read, and scrolls by itself. */
const wide = 480;
const legible = 0.85;

function figureWidth({ svg }: RenderedFigure): number {
  return Number(/<svg[^>]*? width="([\d.]+)"/.exec(svg)?.[1] ?? 0);
}

function isWide(figure: RenderedFigure): boolean {
  return figureWidth(figure) > wide;
}

/** A figure in the page, with its files. */
export function FigureView({ figure }: { figure: RenderedFigure }): VNode {
  const path = `figures/${figure.id}`;
  const plot = (
    <div
      class={isWide(figure) ? "plot wide" : "plot"}
      role="img"
      aria-label={figure.title}
      style={
        isWide(figure) ? `min-width:${Math.round(legible * figureWidth(figure))}px` : undefined
      }
      dangerouslySetInnerHTML={{ __html: inlineSvg(figure.svg) }}
    />
  );
  return (
    <figure class="figure">
      {isWide(figure) ? <Scroll label={`${figure.title}, wide`}>{plot}</Scroll> : plot}
      <figcaption>
        {figure.caption}{" "}
        <span class="files">
          <a href={`${path}.svg`}>SVG</a> <a href={`${path}.png`}>PNG</a>{" "}
          <a href={`${path}.vl.json`}>spec</a>
        </span>
      </figcaption>
    </figure>
  );
}

/** Figures side by side, as many as there is room for. */
export function FigureGrid({ figures }: { figures: readonly RenderedFigure[] }): VNode {
  return (
    <div class="figures">
      {figures.map((figure) => (
        <FigureView figure={figure} />
      ))}
    </div>
  );
}
