import { rowStart, type Tile } from "../wasm/twin/layout.ts";
import type { Pairs } from "./pairs.ts";

/** The pairs of a row of a tile: columns `from` to `to`, in the lanes of the tile from `lane` on. */
export interface Span {
  readonly row: number;
  readonly from: number;
  readonly to: number;
  readonly lane: number;
}

/** A tile of pairs, and where it stands in a buffer that holds all of them: `vectors` of two pairs from vector `first` on. */
export interface PlacedTile {
  readonly tile: Tile;
  readonly vectors: number;
  readonly first: number;
  readonly spans: readonly Span[];
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
      const spans: Span[] = [];
      let vectors = 0;
      let row = rowFrom;
      do {
        const start = rowStart(row, from, triangle);
        const column = triangle === 1 ? Math.max(row, 2 * start) : 2 * start;
        const lane = 2 * vectors + column - 2 * start;
        spans.push({ row, from: column, to: Math.min(2 * to, columns), lane });
        vectors += to - start;
        row++;
      } while (row < end && vectors + to - rowStart(row, from, triangle) <= mostVectors);
      tiles.push({ tile: [rowFrom, row, from, to, triangle], vectors, first, spans });
      first += vectors;
      rowFrom = row;
    }
  }
  return tiles;
}

/** The vectors of all tiles together. */
export function vectorCount(tiles: readonly PlacedTile[]): number {
  const last = tiles.at(-1);
  return last === undefined ? 0 : last.first + last.vectors;
}

/** Index of mu, or of a first sum, of the pair in a lane, from the start of its tile's states. */
export function stateIndex(lane: number): number {
  return 4 * (lane >> 1) + (lane & 1);
}

/** Index of the pair (i, j) in the order of `eachPair`, whichever comes first in a triangle. */
export function pairIndex({ kind, z }: Pairs, i: number, j: number): number {
  if (kind === "all") return i * z.count + j;
  return i <= j ? rowIndex("triangle", z.count, i) + j : rowIndex("triangle", z.count, j) + i;
}

/** The index of the pair (i, j) less j, i <= j in a triangle, with so many columns. */
export function rowIndex(kind: Pairs["kind"], columns: number, i: number): number {
  return kind === "all" ? i * columns : i * columns - ((i * (i + 1)) >> 1);
}
