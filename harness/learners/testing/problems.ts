import fc from "fast-check";
import type { Matrix } from "../../math/matrix.ts";
import type { SvcSettings } from "../settings.ts";

/** A Gram <x_i, x_j> of n points with small rational coordinates: many ties, some repeated cases. */
export function gramOfPoints(points: readonly (readonly number[])[]): Matrix {
  const n = points.length;
  const values = Float64Array.from({ length: n * n }, (_, at) => {
    const x = points[Math.floor(at / n)]!;
    return x.reduce((sum, value, k) => sum + value * points[at % n]![k]!, 0);
  });
  return { rows: n, columns: n, values };
}

export interface Problem {
  readonly gram: Matrix;
  readonly labels: Int32Array;
  readonly settings: SvcSettings;
}

const coordinate = fc.integer({ min: -30, max: 30 }).map((value) => value / 10);

/** Random training problems; `dimension` 3 makes most of them inseparable. */
export function problems(
  size: { min: number; max: number },
  classes: number,
): fc.Arbitrary<Problem> {
  return fc
    .array(fc.tuple(fc.array(coordinate, { minLength: 3, maxLength: 3 }), fc.nat(classes - 1)), {
      minLength: size.min,
      maxLength: size.max,
    })
    .chain((cases) =>
      fc.record({
        gram: fc.constant(gramOfPoints(cases.map(([point]) => point))),
        labels: fc.constant(Int32Array.from(cases, ([, label]) => label)),
        settings: fc.record({
          tolerance: fc.constantFrom(1e-3, 1e-6),
          maxIterations: fc.constantFrom(undefined, 30, 500, 500),
          gramPrecision: fc.constantFrom("float64" as const, "float32" as const),
        }),
      }),
    );
}
