/**
 * States of many sequences side by side: entry (i, k) of an (n, lanes) state stands at i * lanes + k.
 * Lanes come in groups of eight, so that a weight is loaded once for eight sequences.
 */
export const laneGroup = 8;

/** The number of lanes that hold `count` sequences. */
export function lanesFor(count: number): number {
  return Math.ceil(count / laneGroup) * laneGroup;
}

/** out += scale · M x for every lane. M is (rows, columns), x (columns, lanes), out (rows, lanes). */
export function addProduct(
  out: Float64Array,
  scale: number,
  M: Float32Array,
  x: Float64Array,
  lanes: number,
): void {
  const rows = out.length / lanes;
  const columns = x.length / lanes;
  for (let first = 0; first < lanes; first += laneGroup) {
    for (let i = 0; i < rows; i++) {
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      let s4 = 0;
      let s5 = 0;
      let s6 = 0;
      let s7 = 0;
      for (let j = 0, k = first, at = i * columns; j < columns; j++, k += lanes, at++) {
        const w = M[at]!;
        s0 += w * x[k]!;
        s1 += w * x[k + 1]!;
        s2 += w * x[k + 2]!;
        s3 += w * x[k + 3]!;
        s4 += w * x[k + 4]!;
        s5 += w * x[k + 5]!;
        s6 += w * x[k + 6]!;
        s7 += w * x[k + 7]!;
      }
      const o = i * lanes + first;
      out[o] = out[o]! + scale * s0;
      out[o + 1] = out[o + 1]! + scale * s1;
      out[o + 2] = out[o + 2]! + scale * s2;
      out[o + 3] = out[o + 3]! + scale * s3;
      out[o + 4] = out[o + 4]! + scale * s4;
      out[o + 5] = out[o + 5]! + scale * s5;
      out[o + 6] = out[o + 6]! + scale * s6;
      out[o + 7] = out[o + 7]! + scale * s7;
    }
  }
}

/** out += scale · Mᵀ x for every lane. M is (rows, columns), x (rows, lanes), out (columns, lanes). */
export function addTransposedProduct(
  out: Float64Array,
  scale: number,
  M: Float32Array,
  x: Float64Array,
  lanes: number,
): void {
  const rows = x.length / lanes;
  const columns = out.length / lanes;
  for (let first = 0; first < lanes; first += laneGroup) {
    for (let i = 0; i < rows; i++) {
      const o = i * lanes + first;
      const d0 = scale * x[o]!;
      const d1 = scale * x[o + 1]!;
      const d2 = scale * x[o + 2]!;
      const d3 = scale * x[o + 3]!;
      const d4 = scale * x[o + 4]!;
      const d5 = scale * x[o + 5]!;
      const d6 = scale * x[o + 6]!;
      const d7 = scale * x[o + 7]!;
      for (let j = 0, k = first, at = i * columns; j < columns; j++, k += lanes, at++) {
        const w = M[at]!;
        out[k] = out[k]! + w * d0;
        out[k + 1] = out[k + 1]! + w * d1;
        out[k + 2] = out[k + 2]! + w * d2;
        out[k + 3] = out[k + 3]! + w * d3;
        out[k + 4] = out[k + 4]! + w * d4;
        out[k + 5] = out[k + 5]! + w * d5;
        out[k + 6] = out[k + 6]! + w * d6;
        out[k + 7] = out[k + 7]! + w * d7;
      }
    }
  }
}

/** Inner products over the units between all lanes of two states (n, lanes): (lanes, lanes). */
export function laneProducts(x: Float64Array, y: Float64Array, lanes: number): Float64Array {
  const products = new Float64Array(lanes * lanes);
  for (let at = 0; at < x.length; at += lanes) {
    for (let p = 0; p < lanes; p++) {
      const value = x[at + p]!;
      if (value === 0) continue;
      const row = p * lanes;
      for (let q = 0; q < lanes; q++) {
        products[row + q] = products[row + q]! + value * y[at + q]!;
      }
    }
  }
  return products;
}
