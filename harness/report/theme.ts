import { fileURLToPath } from "node:url";
import type { Config } from "vega-lite";

/**
 * Neutral colours of the figures. In the page each becomes a CSS variable of the same name, so that
 * figures follow the reader's light or dark theme; the values here are the light theme's.
 */
export const neutrals = {
  ink: "#1c2530",
  muted: "#5a6673",
  axis: "#a9b2bc",
  grid: "#e4e8ec",
  surface: "#ffffff",
} as const;

/** A method's mark: colour (light and dark theme) and shape, so that colour never speaks alone. */
export interface MethodStyle {
  readonly light: string;
  readonly dark: string;
  readonly shape: string;
}

/**
 * After Okabe and Ito's colours, which people with any colour vision can tell apart, darkened where
 * a mark would have less than 3:1 contrast with the page.
 */
const styles: readonly MethodStyle[] = [
  { light: "#0069a8", dark: "#5ab4f0", shape: "circle" },
  { light: "#c46f00", dark: "#f2a93b", shape: "square" },
  { light: "#00845f", dark: "#3fc79a", shape: "triangle-up" },
  { light: "#b3568d", dark: "#e39ac4", shape: "diamond" },
  { light: "#c2410c", dark: "#f98a5c", shape: "triangle-down" },
  { light: "#6d5bb8", dark: "#afa0f0", shape: "cross" },
  { light: "#5a6b00", dark: "#b8c94a", shape: "triangle-right" },
  { light: "#7a5230", dark: "#cfa17a", shape: "triangle-left" },
];

/** Neutral colours of the dark theme. */
const darkNeutrals: Readonly<Record<keyof typeof neutrals, string>> = {
  ink: "#e8edf2",
  muted: "#a3afbb",
  axis: "#5d6975",
  grid: "#2b343d",
  surface: "#151b21",
};

/** Each light colour of a figure with the CSS variable that replaces it in the page. */
export const colourVariables: ReadonlyMap<string, string> = new Map([
  ...Object.entries(neutrals).map(([name, colour]) => [colour, `--${name}`] as const),
  ...styles.map(({ light }, index) => [light, `--method-${index}`] as const),
]);

function declarations(neutral: Readonly<Record<string, string>>, theme: "light" | "dark"): string {
  return [
    ...Object.entries(neutral).map(([name, colour]) => `--${name}:${colour}`),
    ...styles.map((style, index) => `--method-${index}:${style[theme]}`),
  ].join(";");
}

/** CSS that gives the variables their values in either theme; print is always light. */
export const colourStyles = [
  `:root{${declarations(neutrals, "light")}}`,
  `@media screen and (prefers-color-scheme:dark){:root{${declarations(darkNeutrals, "dark")}}}`,
].join("\n");

/** The colours of figures for things that are no methods, in order; they follow the page's theme. */
export const accents: readonly string[] = styles.map(({ light }) => light);

/** Light to dark blue, even in lightness: readable in print and by any colour vision. */
export const surfaceRamp = ["#eef5fb", "#c6ddf0", "#8fbfe0", "#4d97c9", "#1d6ca6", "#0b3f6b"];

/** Methods that keep their style whichever others are in the report. */
const reserved = ["rntk", "ntk", "rbf", "polynomial", "gaussian-rnn", "identity-rnn", "gru"];

/** The style of each method id: the paper's methods have theirs, others take what is left, in order. */
export function methodStyles(ids: readonly string[]): ReadonlyMap<string, MethodStyle> {
  const taken = ids.map((id) => reserved.indexOf(id)).filter((index) => index >= 0);
  const free = styles.map((_, index) => index).filter((index) => !taken.includes(index));
  const pool = free.length > 0 ? free : styles.map((_, index) => index);
  let next = 0;
  return new Map(
    ids.map((id) => {
      const own = reserved.indexOf(id);
      return [id, styles[own >= 0 ? own : pool[next++ % pool.length]!]!];
    }),
  );
}

/** For each method id the CSS variable that holds its colour in the page. */
export function methodVariables(ids: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    [...methodStyles(ids)].map(([id, { light }]) => [id, `var(${colourVariables.get(light)})`]),
  );
}

/** Family of all text in figures and in the page; `fontFaces` are its files. */
export const fontFamily = "Inter";

/** The font's files, by weight. */
export const fontFaces: readonly { readonly weight: number; readonly path: string }[] = [
  { weight: 400, path: fileURLToPath(new URL("fonts/Inter-Regular.ttf", import.meta.url)) },
  { weight: 600, path: fileURLToPath(new URL("fonts/Inter-SemiBold.ttf", import.meta.url)) },
];

/** Look of every figure. */
export const vegaConfig: Config = {
  background: neutrals.surface,
  font: fontFamily,
  padding: 6,
  // marks with a description name themselves; the caption speaks for the rest
  aria: false,
  view: { stroke: null },
  title: {
    anchor: "start",
    color: neutrals.ink,
    fontSize: 14,
    fontWeight: 600,
    offset: 10,
    subtitleColor: neutrals.muted,
    subtitleFontSize: 12,
  },
  axis: {
    domainColor: neutrals.axis,
    gridColor: neutrals.grid,
    labelColor: neutrals.muted,
    labelFontSize: 11,
    tickColor: neutrals.axis,
    tickSize: 4,
    titleColor: neutrals.ink,
    titleFontSize: 12,
    titleFontWeight: 600,
    titlePadding: 8,
  },
  legend: {
    labelColor: neutrals.ink,
    labelFontSize: 12,
    symbolSize: 70,
    titleColor: neutrals.ink,
    titleFontSize: 12,
    titleFontWeight: 600,
  },
  header: { labelColor: neutrals.ink, labelFontSize: 12, titleColor: neutrals.ink },
  text: { color: neutrals.ink, fontSize: 11 },
  rule: { color: neutrals.axis },
};
