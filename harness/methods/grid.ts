export type GridValue = number | string | boolean;

/** A key with the values that it takes over a search. */
export interface GridAxis {
  readonly key: string;
  readonly values: readonly GridValue[];
}

/**
 * A grid: keys with their values, in grid order; its points are their product, the last key varying
 * fastest. A list, because the keys of an object are sorted in a record.
 */
export type Grid = readonly GridAxis[];

/** A point of a grid: a value for each of its keys. */
export type GridPoint = Readonly<Record<string, GridValue>>;

/** Number of points of a grid; 1 where it has no key. */
export function gridSize(grid: Grid): number {
  return grid.reduce((product, { values }) => product * values.length, 1);
}

/** All points of a grid in grid order. */
export function pointsOf(grid: Grid): GridPoint[] {
  return grid.reduce<GridPoint[]>(
    (points, { key, values }) =>
      points.flatMap((point) => values.map((value) => ({ ...point, [key]: value }))),
    [{}],
  );
}

/** For each key of the grid, which of its values the point has. */
export function valueIndexes(grid: Grid, point: number): number[] {
  const indexes = new Array<number>(grid.length);
  let rest = point;
  for (let axis = grid.length - 1; axis >= 0; axis--) {
    const { length } = grid[axis]!.values;
    indexes[axis] = rest % length;
    rest = Math.floor(rest / length);
  }
  return indexes;
}
