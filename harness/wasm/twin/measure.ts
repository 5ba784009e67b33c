import { at, rowStart, seriesAt, vectorBytes } from "./layout.ts";

/** See `assembly/kernels/measure.ts`. */
type Measure = (
  memory: Float64Array,
  sums: number,
  rows: number,
  columns: number,
  rowStride: number,
  columnStride: number,
  rowFrom: number,
  rowTo: number,
  from: number,
  to: number,
  triangle: number,
  steps: number,
) => void;

function measureOf(term: (a: number, b: number) => number): Measure {
  return (memory, sums, rows, columns, rowStride, columnStride, ...rest) => {
    const [rowFrom, rowTo, from, to, triangle, steps] = rest;
    let s = at(sums);
    for (let row = rowFrom; row < rowTo; row++) {
      const own = seriesAt(rows, row, vectorBytes);
      for (let v = rowStart(row, from, triangle); v < to; v++) {
        for (let lane = 0; lane < 2; lane++) {
          const other = at(columns + v * vectorBytes) + lane;
          let sum = memory[s + lane]!;
          for (let t = 0; t < steps; t++)
            sum += term(memory[own + t * at(rowStride)]!, memory[other + t * at(columnStride)]!);
          memory[s + lane] = sum;
        }
        s += at(vectorBytes);
      }
    }
  };
}

export const addProducts = measureOf((a, b) => a * b);
export const addSquaredDistances = measureOf((a, b) => (a - b) * (a - b));
export const addSquaredSums = measureOf((a, b) => (a + b) * (a + b));
