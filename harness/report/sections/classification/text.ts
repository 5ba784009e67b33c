/** Two decimals, or a dash. */
export function percentText(value: number | undefined): string {
  return value === undefined ? "–" : value.toFixed(2);
}

/** `+1.20`, `−0.35`, `0.00`: with the sign that typesetting has for minus. */
export function signedText(value: number): string {
  const text = Math.abs(value).toFixed(2);
  if (Number(text) === 0) return text;
  return `${value > 0 ? "+" : "−"}${text}`;
}

/** `78.3–93.3`. */
export function spanText(lowest: number, highest: number): string {
  return `${lowest.toFixed(1)}–${highest.toFixed(1)}`;
}

/** `12`, or with several fold seeds the mean of their counts, `12.5`. */
export function countText(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(1);
}
