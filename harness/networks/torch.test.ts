import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type NetworkMemory,
  plainNetworkMemory,
  wasmNetworkMemory,
} from "../wasm/network-memory.ts";
import { float32 } from "../wasm/twin/networks/float32.ts";
import { networkMachine } from "./machine.ts";
import { float64 } from "./testing/float64.ts";
import { curveCases, gradientCases, smoothSubspace } from "./testing/torch-cases.ts";

/** Of gradients in float64: sums of a few hundred products in another order. */
const gradientTolerance = 1e-12;
/** Of gradients of size 1 in float32, 2^-24 after some ten operations each. */
const gradientTolerance32 = 1e-6;
/** Of losses after up to 50 steps in float64, in which roundings of 1e-16 grow. */
const curveTolerance = 1e-11;
/** PyTorch's own curves of 32 and 64 bits are up to 1.5e-7 apart: two of 32 bits may be some times that. */
const curveTolerance32 = 1e-6;

const fast = wasmNetworkMemory() ?? plainNetworkMemory(float32);

for (const { shape, data, weights, loss, gradients } of gradientCases)
  test(`loss and gradient of a ${shape.kind} of ${shape.layers} layers are PyTorch's, lengths differing`, () => {
    const rows = Int32Array.from(data.labels, (_, i) => i);
    const compare = (memory: NetworkMemory, tolerance: number) => {
      const machine = networkMachine(memory, shape, rows.length, 5);
      machine.load(weights);
      assert.ok(Math.abs(machine.gradientOf(data, rows) - loss) <= tolerance);
      for (const [k, value] of machine.gradients().entries())
        assert.ok(
          Math.abs(value - gradients[k]!) <= tolerance,
          `${k}: ${value}, PyTorch's ${gradients[k]}`,
        );
    };
    assert.ok(gradients.some((value) => Math.abs(value) > 0.01));
    compare(plainNetworkMemory(float64), gradientTolerance);
    compare(fast, gradientTolerance32);
  });

for (const { shape, weights, orders, settings, losses } of curveCases)
  test(`a ${shape.kind} follows PyTorch's loss for ten epochs of RMSProp on SmoothSubspace`, () => {
    const data = smoothSubspace();
    const follow = (memory: NetworkMemory, expected: readonly number[], tolerance: number) => {
      const machine = networkMachine(memory, shape, settings.batchSize, 15);
      machine.load(weights);
      for (const [epoch, order] of orders.entries()) {
        let sum = 0;
        for (let from = 0; from < order.length; from += settings.batchSize) {
          const rows = order.subarray(from, from + settings.batchSize);
          sum += machine.gradientOf(data, rows) * rows.length;
          machine.step(settings);
        }
        const found = sum / order.length;
        assert.ok(
          Math.abs(found - expected[epoch]!) <= tolerance,
          `epoch ${epoch + 1}: ${found}, PyTorch's ${expected[epoch]}`,
        );
      }
    };
    assert.ok(losses.float64.at(-1)! < 0.8 * losses.float64[0]!, "the network learns");
    follow(plainNetworkMemory(float64), losses.float64, curveTolerance);
    follow(fast, losses.float32, curveTolerance32);
  });
