import fc from "fast-check";
import { canonicaliseNaNs } from "../testing/canonical-nan.ts";
import { testTwins } from "../testing/twin-tests.ts";
import {
  plainTileMemory,
  type TileFunctions,
  type TileMemory,
  wasmTileMemory,
} from "./tile-memory.ts";

/** Bytes of a region that the functions work on; wide enough for the shapes below. */
const regionBytes = 1 << 16;

interface Shape {
  readonly rowFrom: number;
  readonly rows: number;
  readonly from: number;
  readonly vectors: number;
  readonly triangle: number;
  readonly channels: number;
  readonly layers: number;
  readonly steps: number;
  readonly values: readonly number[];
}

const shape: fc.Arbitrary<Shape> = fc.record({
  rowFrom: fc.integer({ min: 0, max: 3 }),
  rows: fc.integer({ min: 1, max: 4 }),
  from: fc.integer({ min: 0, max: 2 }),
  vectors: fc.integer({ min: 1, max: 4 }),
  triangle: fc.constantFrom(0, 1),
  channels: fc.integer({ min: 1, max: 3 }),
  layers: fc.integer({ min: 1, max: 3 }),
  steps: fc.integer({ min: 1, max: 4 }),
  // Shares, states and scratch alike: 0, 1 and 2 are where the formulas change.
  values: fc.array(
    fc.oneof(fc.double({ min: 0, max: 2, noNaN: true }), fc.constantFrom(0, 1, 2, 1e-300, 1e-9)),
    { minLength: 200, maxLength: 200 },
  ),
});

type Call = (run: TileFunctions, region: (index: number) => number, shape: Shape) => void;

const tileOf = ({ rowFrom, rows, from, vectors, triangle }: Shape) => {
  const start = triangle === 1 ? Math.max(from, (rowFrom + rows - 1) >> 1) : from;
  return [rowFrom, rowFrom + rows, from, start + vectors, triangle] as const;
};
const width = (s: Shape) => tileOf(s)[3];
const inputBytes = ({ channels }: Shape) => (channels + 3) * 16;
const stepBytes = (s: Shape) => width(s) * (inputBytes(s) + (s.layers - 1) * 64);

/** A call of each exported function on regions 0, 1, … of the memory. */
const calls: Readonly<Record<keyof TileFunctions, Call>> = {
  packInput: (run, region, s) =>
    run.packInput(
      ...([region(0), region(1), region(2), width(s), s.channels, s.steps, stepBytes(s)] as const),
      ...([s.values[0]!, s.values[1]!, s.values[2]!] as const),
    ),
  packAbove: (run, region, s) =>
    run.packAbove(
      ...([region(0), region(1), region(2), width(s), inputBytes(s), s.steps] as const),
      ...([width(s) * inputBytes(s), s.values[0]!, s.values[1]!, s.values[2]!] as const),
    ),
  combineInput: (run, region, s) =>
    run.combineInput(region(0), region(1), region(2), region(3), ...tileOf(s), s.channels),
  combineAbove: (run, region, s) =>
    run.combineAbove(region(0), region(1), region(2), region(3), region(4), ...tileOf(s)),
  combineAngles: (run, region, s) =>
    run.combineAngles(
      ...([region(0), region(1), region(2), region(3), region(4), region(5)] as const),
      ...tileOf(s),
    ),
  activate: (run, region, s) => run.activate(region(0), region(1), s.rows * s.vectors),
  activateNormalised: (run, region, s) =>
    run.activateNormalised(region(0), region(1), s.rows * s.vectors),
  accumulate: (run, region, s) =>
    run.accumulate(region(0), region(1), region(2), region(3), inputBytes(s), ...tileOf(s)),
  sweep: (run, region, s) =>
    run.sweep(
      ...([region(0), region(1), s.values[3]! > 1 ? region(2) : 0, region(3), region(4)] as const),
      ...([stepBytes(s), stepBytes(s), width(s), width(s), ...tileOf(s)] as const),
      ...([s.channels, s.layers, s.steps, s.values[4]! > 1 ? 1 : 0] as const),
    ),
  readOut: (run, region, s) =>
    run.readOut(
      ...([s.steps % 3, region(0), region(1), region(2), region(3), s.values[0]!] as const),
      ...tileOf(s),
    ),
  addProducts: (run, region, s) =>
    run.addProducts(region(0), region(1), region(2), 256, 512, ...tileOf(s), s.steps),
  addSquaredDistances: (run, region, s) =>
    run.addSquaredDistances(region(0), region(1), region(2), 256, 512, ...tileOf(s), s.steps),
  addSquaredSums: (run, region, s) =>
    run.addSquaredSums(region(0), region(1), region(2), 256, 512, ...tileOf(s), s.steps),
};

const regions = 6;

/** The functions that use region 1 as scratch, where the plain form needs none. */
const withScratch: readonly string[] = ["activate", "activateNormalised", "sweep"];

/** The memory after a call, byte by byte, without scratch. */
function after(lent: TileMemory, call: Call | undefined, shape: Shape, name: string): string {
  const end = lent.base + regions * regionBytes;
  const memory = lent.reserve(end).subarray(lent.base / 8, end / 8);
  for (let k = 0; k < memory.length; k++)
    memory[k] = shape.values[(k * 7 + Math.floor(k / 200)) % shape.values.length]!;
  call?.(lent.functions, (index) => lent.base + index * regionBytes, shape);
  if (withScratch.includes(name)) memory.fill(0, regionBytes / 8, (2 * regionBytes) / 8);
  canonicaliseNaNs(memory);
  return Buffer.from(memory.buffer, memory.byteOffset, memory.byteLength).toString("base64");
}

const wasm = wasmTileMemory();
const plain = plainTileMemory();

testTwins({ wasm, plain, calls, shape, runs: 30, after });
