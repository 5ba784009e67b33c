import { colourVariables } from "../theme.ts";

/**
 * A figure's SVG as part of the page: colours become the page's CSS variables, so that they follow
 * its theme; it shrinks with its column; a mark's description becomes `data-tip`, which the page's
 * script shows, and the figure's caption speaks for the whole.
 */
export function inlineSvg(svg: string): string {
  const width = /<svg[^>]*? width="([\d.]+)"/.exec(svg)?.[1] ?? "400";
  const themed = svg.replace(/#[0-9a-f]{6}\b/g, (colour) => {
    const variable = colourVariables.get(colour);
    return variable === undefined ? colour : `var(${variable})`;
  });
  return themed
    .replace(/<svg([^>]*?) width="[\d.]+" height="[\d.]+"/, `<svg$1 style="max-width:${width}px"`)
    .replace(/ xmlns(:xlink)?="[^"]*"/g, "")
    .replace(/ role="graphics-[a-z]+"| aria-roledescription="[^"]*"/g, "")
    .replaceAll(' aria-label="', ' data-tip="')
    .replaceAll(' font-family="Inter"', "")
    .replace(/ class="(?:mark|role|background|foreground|root)[^"]*"/g, "")
    .replace(/ (?:version|class)="[^"]*"/g, "");
}
