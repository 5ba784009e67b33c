/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { VNode } from "preact";
import type { RenderedFigure } from "../figure.ts";
import { inlineSvg } from "./inline-svg.ts";

/** A figure in the page, with its files. */
export function FigureView({ figure }: { figure: RenderedFigure }): VNode {
  const path = `figures/${figure.id}`;
  return (
    <figure class="figure">
      <div
        class="plot"
        role="img"
        aria-label={figure.title}
        dangerouslySetInnerHTML={{ __html: inlineSvg(figure.svg) }}
      />
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
