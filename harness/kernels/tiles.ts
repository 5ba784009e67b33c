import { rowStart, type Tile } from "../wasm/recursion/layout.ts";
import type { Pairs } from "./pairs.ts";

/** A tile of pairs and its place in a buffer that holds all of them, in vectors of two pairs. */
export interface PlacedTile {
  readonly tile: Tile;
  readonly vectors: number;
  readonly first: number;
}

/** So many vectors with their states and scratch stay in a first-level cache of 32 KiB. */
const mostVectors = 256;
const widest = 64;

/** Divides the pairs of `rows` with `columns` series among tiles, columns padded to whole vectors. */
export function tilesOf(rows: number, columns: number, kind: Pairs["kind"]): readonly PlacedTile[] {
  const triangle = kind === "triangle" ? 1 : 0;
  const tiles: PlacedTile[] = [];
  let first = 0;
  for (let from = 0; 2 * from < columns; from += widest) {
    const to = Math.min(from + widest, (columns + 1) >> 1);
    const end = triangle === 1 ? Math.min(rows, 2 * to) : rows;
    let rowFrom = 0;
    while (rowFrom < end) {
      let rowTo = rowFrom;
      let vectors = 0;
      do {
        vectors += to - rowStart(rowTo, from, triangle);
        rowTo++;
      } while (rowTo < end && vectors + to - rowStart(rowTo, from, triangle) <= mostVectors);
      tiles.push({ tile: [rowFrom, rowTo, from, to, triangle], vectors, first });
      first += vectors;
      rowFrom = rowTo;
    }
  }
  return tiles;
}

/** The vectors of all tiles together. */
export function vectorCount(tiles: readonly PlacedTile[]): number {
  const last = tiles.at(-1);
  return last === undefined ? 0 : last.first + last.vectors;
}

/**
 * Calls `visit(row, from, to, place)` for the rows of a tile with the columns that are pairs; those
 * stand at `place`, `place + 1`, … in lanes from the tile's start.
 */
export function eachRowOf(
  { tile: [rowFrom, rowTo, vectorFrom, vectorTo, triangle] }: PlacedTile,
  columns: number,
  visit: (row: number, from: number, to: number, place: number) => void,
): void {
  let vector = 0;
  for (let row = rowFrom; row < rowTo; row++) {
    const start = rowStart(row, vectorFrom, triangle);
    const from = triangle === 1 ? Math.max(row, 2 * start) : 2 * start;
    visit(row, from, Math.min(2 * vectorTo, columns), 2 * vector + from - 2 * start);
    vector += vectorTo - start;
  }
}

/** Index of mu, or of a first sum, of the pair at a place from the start of its tile's states. */
export function stateIndex(place: number): number {
  return 4 * (place >> 1) + (place & 1);
}

/** Index of the pair (i, j) in the order of `eachPair`, whichever comes first in a triangle. */
export function pairIndex({ kind, z }: Pairs, i: number, j: number): number {
  if (kind === "all") return i * z.count + j;
  return i <= j ? rowIndex("triangle", z.count, i) + j : rowIndex("triangle", z.count, j) + i;
}

/** What makes with j the index of the pair (i, j), i <= j in a triangle, of so many columns. */
export function rowIndex(kind: Pairs["kind"], columns: number, i: number): number {
  return kind === "all" ? i * columns : i * columns - (i * (i + 1)) / 2;
}
