/** Gives every NaN the same bits: which sign and payload one has is open in WebAssembly and in JavaScript. */
export function canonicaliseNaNs(values: Float64Array | Float32Array): void {
  for (let k = 0; k < values.length; k++) if (Number.isNaN(values[k])) values[k] = Number.NaN;
}
