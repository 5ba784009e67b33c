/** A number with the digits that a figure can show: keeps a spec small. */
export function shortNumber(value: number): number {
  return Number(value.toPrecision(5));
}
