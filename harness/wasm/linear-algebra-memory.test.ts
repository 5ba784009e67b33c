import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { canonicaliseNaNs } from "../testing/canonical-nan.ts";
import { testTwins } from "../testing/twin-tests.ts";
import {
  type LinearAlgebraFunctions,
  type LinearAlgebraMemory,
  plainLinearAlgebra,
  wasmLinearAlgebra,
  withLinearAlgebra,
} from "./linear-algebra-memory.ts";

/** Bytes of a region that the functions work on; wide enough for the shapes below. */
const regionBytes = 1 << 14;
const regions = 6;

interface Shape {
  readonly n: number;
  readonly extra: number;
  readonly panelsA: number;
  readonly panelsB: number;
  readonly triangle: number;
  readonly count: number;
  readonly width: number;
  readonly values: readonly number[];
}

const shape: fc.Arbitrary<Shape> = fc.record({
  n: fc.integer({ min: 1, max: 21 }),
  extra: fc.constantFrom(0, 2),
  panelsA: fc.integer({ min: 1, max: 3 }),
  panelsB: fc.integer({ min: 3, max: 4 }),
  triangle: fc.constantFrom(0, 1),
  count: fc.integer({ min: 1, max: 9 }),
  width: fc.constantFrom(2, 4, 6),
  values: fc.array(
    fc.oneof(fc.double({ min: -2, max: 2, noNaN: true }), fc.constantFrom(0, -0, 1, 1e-300)),
    { minLength: 200, maxLength: 200 },
  ),
});

const strideOf = ({ n, extra }: Shape) => n + (n % 2) + extra;

/** Makes what stands in region 0 positive definite, mostly, in rows of the stride. */
function addToDiagonal(memory: Float64Array, at: number, s: Shape): void {
  for (let i = 0; i < s.n; i++) memory[at + i * (strideOf(s) + 1)]! += Math.abs(s.values[i]!) * s.n;
}

type Call = (
  run: LinearAlgebraFunctions,
  region: (index: number) => number,
  shape: Shape,
  memory: Float64Array,
) => unknown;

/** A call of each exported function on regions 0, 1, … of the memory. */
const calls: Readonly<Record<keyof LinearAlgebraFunctions, Call>> = {
  reduce: (run, region, s) =>
    run.reduce(
      ...([s.n, strideOf(s), region(0), region(1), region(2), region(3), region(4)] as const),
      ...[s.values[0]! > 1 ? 1 : 1e-30],
    ),
  reduceUpper: (run, region, s) =>
    run.reduceUpper(
      ...([s.n, strideOf(s), region(0), region(1), region(2), region(3), region(4)] as const),
      ...[s.values[0]! > 1 ? 1 : 1e-30],
    ),
  reflectRows: (run, region, s) =>
    run.reflectRows(s.n, strideOf(s), region(0), region(1), region(2)),
  formBasis: (run, region, s) =>
    run.formBasis(s.n, strideOf(s), region(0), region(1), region(2), region(3), region(4)),
  arrange: (run, region, s) => run.arrange(s.n, region(0), region(1), region(2)),
  pack: (run, region, s, memory) => {
    const rows = Int32Array.from({ length: s.count }, (_, k) => (7 * k + s.n) % (4 * s.panelsA));
    new Int32Array(memory.buffer, region(1), s.count).set(rows);
    run.pack(s.count, s.n, region(0), region(1), region(2));
  },
  transformRows: (run, region, s) =>
    run.transformRows(
      ...([s.panelsA, s.n, region(0), region(1), region(2), region(3), region(4)] as const),
    ),
  inverseDiagonal: (run, region, s) =>
    run.inverseDiagonal(s.panelsA, s.n, region(0), region(1), region(2), region(3)),
  multiply: (run, region, s) =>
    run.multiply(
      ...([s.panelsA, s.panelsB, s.n, region(0), region(1), region(2)] as const),
      ...([4 * s.panelsB + s.extra, s.triangle] as const),
    ),
  factorise: (run, region, s, memory) => {
    addToDiagonal(memory, region(0) / 8, s);
    return run.factorise(s.n, strideOf(s), region(0), 1e-13);
  },
  factorisePanels: (run, region, s, memory) => {
    const panels = memory.subarray(region(0) / 8, region(0) / 8 + 4 * s.n * Math.ceil(s.n / 4));
    for (let i = 0; i < s.n; i++)
      panels[4 * s.n * (i >> 2) + 4 * i + (i & 3)]! += Math.abs(s.values[i]!) * s.n;
    for (let i = s.n; i % 4 > 0; i++)
      for (let j = 0; j < s.n; j++) panels[4 * s.n * (i >> 2) + 4 * j + (i & 3)] = 0;
    return run.factorisePanels(s.n, region(0), region(1));
  },
  stepLanczos: (run, region, s, memory) => {
    if (s.extra > 0) memory.fill(0, region(0) / 8, region(1) / 8); // vectors of the norm 0
    return run.stepLanczos(
      ...([s.n, region(0), region(1), region(2), region(3), region(4)] as const),
    );
  },
  solve: (run, region, s, memory) => {
    addToDiagonal(memory, region(0) / 8, s);
    return run.solve(s.n, strideOf(s), region(0), s.width, region(1));
  },
};

/** What a call returns, and the memory after it, byte by byte. */
function after(lent: LinearAlgebraMemory, call: Call | undefined, shape: Shape): string {
  const end = lent.base + regions * regionBytes;
  const memory = lent.reserve(end);
  const own = memory.subarray(lent.base / 8, end / 8);
  for (let k = 0; k < own.length; k++)
    own[k] = shape.values[(k * 7 + Math.floor(k / 200)) % shape.values.length]!;
  const result = call?.(lent.functions, (index) => lent.base + index * regionBytes, shape, memory);
  canonicaliseNaNs(own);
  return `${result} ${Buffer.from(own.buffer, own.byteOffset, own.byteLength).toString("base64")}`;
}

const wasm = wasmLinearAlgebra();
const plain = plainLinearAlgebra();

testTwins({ wasm, plain, calls, shape, runs: 60, after });

test("a computation within another one has a memory of its own, and an error gives it back", () => {
  const bytes = (base: number) => base + 64;
  withLinearAlgebra(bytes, (outer) => {
    withLinearAlgebra(bytes, (inner) => assert.notEqual(inner, outer));
    assert.throws(() =>
      withLinearAlgebra(bytes, () => {
        throw new Error("within");
      }),
    );
  });
  const first = withLinearAlgebra(bytes, (lent) => lent);
  assert.equal(
    withLinearAlgebra(bytes, (lent) => lent),
    first,
  );
});

test("a large memory is not kept", () => {
  const large = withLinearAlgebra(
    () => 65 * 2 ** 20,
    (lent) => lent,
  );
  assert.notEqual(
    withLinearAlgebra(
      (base) => base,
      (lent) => lent,
    ),
    large,
  );
});
