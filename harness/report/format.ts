import type { CountRange } from "../analysis/classification.ts";

/**
 * Numbers as people read them, in tables, figures, pages and on the terminal: with the minus sign of
 * typesetting, and a dash where there is no number. Programs get unrounded numbers instead.
 */

const dash = "–";

/** A number with a fixed count of decimals, `−0.50`; a dash for what is undefined or NaN. */
export function decimalText(value: number | undefined, decimals: number): string {
  if (value === undefined || Number.isNaN(value)) return dash;
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? text.replace("-", "") : text.replace("-", "−");
}

/** An accuracy, in percent with two decimals, without its sign; a dash where there is none. */
export function percentText(value: number | undefined): string {
  return decimalText(value, 2);
}

/** `+1.20`, `−0.35`, `0.00`: a difference. */
export function signedText(value: number, decimals = 2): string {
  const text = decimalText(value, decimals);
  return Number(text) > 0 ? `+${text}` : text;
}

/** `78.3–93.3`. */
export function spanText(lowest: number, highest: number, decimals = 1): string {
  return `${decimalText(lowest, decimals)}–${decimalText(highest, decimals)}`;
}

/** `12`, or over several fold seeds the fewest and the most, `1–250`; a dash where there is none. */
export function countText(counts: CountRange | undefined): string {
  if (counts === undefined) return dash;
  const { fewest, most } = counts;
  return fewest === most ? String(most) : `${fewest}–${most}`;
}

/** A large count in groups of three digits: `1 234 567`. */
export function groupedText(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, " ");
}

/** `= 0.012`, or the bound below which a probability is not to be trusted, `< 0.0001`. */
export function probabilityText(p: number): string {
  return p < 1e-4 ? "< 0.0001" : `= ${p.toPrecision(2)}`;
}

/** Bytes in millions, `12.3 MB`. */
export function megabytesText(bytes: number): string {
  return `${decimalText(bytes / 1e6, 1)} MB`;
}

/** A number with the digits that a figure can show: keeps a spec small. */
export function shortNumber(value: number, digits = 5): number {
  return Number(value.toPrecision(digits));
}

/** `1 data set`, `2 data sets`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
