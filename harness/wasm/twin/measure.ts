import { at, eachPair, seriesAt, type Tile, vectorBytes } from "./layout.ts";

/** See `assembly/kernels/measure.ts`. */
type Measure = (
  memory: Float64Array,
  sums: number,
  rows: number,
  columns: number,
  rowStride: number,
  columnStride: number,
  ...rest: [...tile: Tile, steps: number]
) => void;

function measureOf(term: (a: number, b: number) => number): Measure {
  return (memory, sums, rows, columns, rowStride, columnStride, ...rest) => {
    const [rowFrom, rowTo, from, to, triangle, steps] = rest;
    eachPair([rowFrom, rowTo, from, to, triangle], (row, column, lane, vector) => {
      const own = seriesAt(rows, row, vectorBytes);
      const other = at(columns + column * vectorBytes) + lane;
      const target = at(sums + vector * vectorBytes) + lane;
      let sum = memory[target]!;
      for (let t = 0; t < steps; t++)
        sum += term(memory[own + t * at(rowStride)]!, memory[other + t * at(columnStride)]!);
      memory[target] = sum;
    });
  };
}

export const addProducts = measureOf((a, b) => a * b);
export const addSquaredDistances = measureOf((a, b) => (a - b) * (a - b));
export const addSquaredSums = measureOf((a, b) => (a + b) * (a + b));
