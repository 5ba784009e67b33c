import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { canonicaliseNaNs } from "../testing/canonical-nan.ts";
import { testTwins } from "../testing/twin-tests.ts";
import {
  type NetworkFunctions,
  type NetworkMemory,
  plainNetworkMemory,
  wasmNetworkMemory,
} from "./network-memory.ts";
import { float32 } from "./twin/networks/float32.ts";

/** Numbers of a region that the functions work on; wide enough for the shapes below. */
const regionSize = 2048;
const regions = 7;

interface Shape {
  /** Quarters of rows, of units. */
  readonly rows: number;
  readonly columns: number;
  readonly lanes: number;
  readonly steps: number;
  readonly step: number;
  readonly factor: number;
  readonly values: readonly number[];
}

const number32 = fc.oneof(
  { weight: 9, arbitrary: fc.double({ min: -3, max: 3, noNaN: true }) },
  fc.constantFrom(0, -0, 1, 100, -100, 1e-30, -1e-42, 1e30, Number.NaN, Number.POSITIVE_INFINITY),
);

const shape: fc.Arbitrary<Shape> = fc.record({
  rows: fc.integer({ min: 1, max: 3 }),
  columns: fc.integer({ min: 1, max: 9 }),
  lanes: fc.constantFrom(8, 16, 24),
  steps: fc.integer({ min: 1, max: 4 }),
  step: fc.integer({ min: -1, max: 3 }),
  factor: fc.double({ min: 0.1, max: 2, noNaN: true }),
  values: fc.array(number32, { minLength: 211, maxLength: 211 }),
});

type Region = (index: number) => number;
type Call = (run: NetworkFunctions, region: Region, shape: Shape) => void;

/** A call of each exported function on regions 0, 1, … of the memory. */
const calls: Readonly<Record<keyof NetworkFunctions, Call>> = {
  pack: (run, region, { rows, columns, factor }) =>
    run.pack(4 * rows, columns, factor, region(0), region(1)),
  packTransposed: (run, region, { rows, columns, factor }) =>
    run.packTransposed(4 * rows, 4 * columns, factor, region(0), region(1)),
  setRows: (run, region, { rows, lanes }) => run.setRows(4 * rows, lanes, region(0), region(1)),
  addProduct: (run, region, { rows, columns, lanes }) =>
    run.addProduct(4 * rows, columns, lanes, region(0), region(1), region(2)),
  rectify: (run, region, { rows, lanes, step }) =>
    run.rectify(4 * rows, lanes, step, region(0), region(1)),
  rectifyBack: (run, region, { rows, lanes }) =>
    run.rectifyBack(4 * rows, lanes, region(0), region(1), region(2)),
  gruStep: (run, region, { rows, lanes, step }) =>
    run.gruStep(4 * rows, lanes, step, region(0), region(1), region(2), region(3)),
  gruStepBack: (run, region, { rows, lanes, step }) =>
    run.gruStepBack(4 * rows, lanes, step, region(0), region(1), region(2), region(3), region(4)),
  addOuter: (run, region, { rows, columns, lanes, steps }) => {
    const [dStep, xStep] = [4 * rows * lanes, (columns + 1) * lanes];
    const sizes = [4 * rows, columns, lanes, steps] as const;
    run.addOuter(...sizes, region(0), dStep, region(1), xStep, region(2));
  },
  addSums: (run, region, { rows, lanes, steps }) =>
    run.addSums(4 * rows, lanes, steps, region(0), 4 * rows * lanes, region(1)),
  scale: (run, region, { rows, factor }) => run.scale(4 * rows, factor, region(0)),
  update: (run, region, { rows, factor, values }) => {
    const decay = Math.abs(values[0]!) % 1 || 0.9;
    const settings = [factor, decay, 1 - decay, 1e-8] as const;
    run.update(4 * rows, ...settings, region(0), region(1), region(2));
  },
};

/** The memory after a call, bit by bit; which bits a NaN has is open. */
function after(lent: NetworkMemory, call: Call | undefined, { values, ...shape }: Shape): string {
  const end = lent.base + regions * regionSize;
  const memory = lent.reserve(end);
  for (let k = lent.base; k < end; k++)
    memory[k] = Math.fround(values[((k - lent.base) * 7) % values.length]!);
  call?.(lent.functions, (index) => lent.base + index * regionSize, { values, ...shape });
  const found = Float32Array.from(memory.subarray(lent.base, end));
  canonicaliseNaNs(found);
  return Buffer.from(found.buffer).toString("base64");
}

const wasm = wasmNetworkMemory();
const plain = plainNetworkMemory(float32);

testTwins({ wasm, plain, calls, shape, runs: 60, after });

test("a plain memory that grows keeps what stands in it, and never shrinks", () => {
  const memory = plainNetworkMemory(float32);
  memory.reserve(20)[17] = 5;
  assert.equal(memory.reserve(1000)[17], 5);
  assert.equal(memory.reserve(1).length, 1000);
});
