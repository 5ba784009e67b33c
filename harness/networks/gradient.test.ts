import assert from "node:assert/strict";
import { test } from "node:test";
import { randomSource } from "../math/random.ts";
import { plainNetworkMemory } from "../wasm/network-memory.ts";
import { networkMachine } from "./machine.ts";
import type { NetworkShape } from "./network.ts";
import { filledEntries } from "./parameters.ts";
import { float64 } from "./testing/float64.ts";
import { kinds, someSequences } from "./testing/some-sequences.ts";

/** Small enough for the third derivatives, large enough for sums of 53 bits. */
const step = 1e-5;
/** Central differences are off by step² times a third derivative, and by 2^-53 / step. */
const tolerance = 1e-6;

for (const kind of kinds)
  for (const [layers, units, dimension] of [
    [1, 5, 1],
    [2, 6, 2],
    [3, 4, 3],
  ] as const)
    test(`the gradient of a ${kind} of ${layers} layers is that of finite differences`, () => {
      const shape: NetworkShape = { kind, layers, units, dimension, classes: 3 };
      const data = someSequences(10, dimension);
      const rows = Int32Array.from(data.labels, (_, i) => i);
      const machine = networkMachine(plainNetworkMemory(float64), shape, rows.length, 7);
      const source = randomSource(`weights of the test of gradients: ${kind} ${layers}`);
      const parameters = new Float64Array(machine.layout.blocks.count);
      const filled = machine.layout.blocks.all.flatMap((block) => [...filledEntries(block)]);
      for (const at of filled) parameters[at] = 0.7 * source.normal();
      const lossAt = (at: number, change: number) => {
        const moved = parameters.slice();
        moved[at] = moved[at]! + change;
        machine.load(moved);
        return machine.gradientOf(data, rows);
      };
      machine.load(parameters);
      machine.gradientOf(data, rows);
      const found = machine.gradients();
      const largest = found.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      assert.ok(largest > 0.01);
      for (const at of filled) {
        const expected = (lossAt(at, step) - lossAt(at, -step)) / (2 * step);
        const difference = Math.abs(found[at]! - expected);
        assert.ok(
          difference <= tolerance * Math.max(largest, 1),
          `entry ${at}: ${found[at]}, by differences ${expected}`,
        );
      }
      const unfilled = found.filter((_, at) => !filled.includes(at));
      assert.ok(unfilled.every((value) => value === 0));
    });
