/** Sum of the values, in their order. */
export function sum(values: readonly number[] | Float64Array): number {
  return (values as readonly number[]).reduce((total, value) => total + value, 0);
}

/** Mean of at least one value. */
export function mean(values: readonly number[] | Float64Array): number {
  return sum(values) / values.length;
}
