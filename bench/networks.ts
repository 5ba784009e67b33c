/**
 * One epoch of training the recurrent networks, forward, backward and the steps of RMSProp, beside PyTorch:
 *
 *     npx tsx bench/networks.ts [--quick] [--json <file>]
 *
 * 100 series, in batches of 32 and all at once. Processor seconds on one core each, float32: medians, ours half
 * before and half after PyTorch's.
 */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { randomSource } from "../harness/math/random.ts";
import { networkBytes } from "../harness/networks/layout.ts";
import { networkMachine } from "../harness/networks/machine.ts";
import type { NetworkShape } from "../harness/networks/network.ts";
import { drawParameters } from "../harness/networks/parameters.ts";
import { prepareThread } from "../harness/run/v8.ts";
import { plainNetworkMemory, wasmNetworkMemory } from "../harness/wasm/network-memory.ts";
import { float32 } from "../harness/wasm/twin/networks/float32.ts";
import { pythonOf } from "./peer.ts";
import { smoothSeries } from "./series.ts";
import { median, printTable, processorSeconds, short } from "./timing.ts";

const n = 100;

export interface NetworkCase {
  readonly cell: "relu" | "gru";
  readonly T: number;
  readonly units: number;
  readonly batch: number;
}

/** Median seconds of an epoch. */
export interface NetworkRow extends NetworkCase {
  readonly ours: number;
  readonly peer: number | undefined;
  readonly megabytes: number;
}

/** All combinations of so many units with both cells, lengths of 150 and 500, and both sizes of a batch. */
export function networkCases(units: readonly number[]): NetworkCase[] {
  return (["relu", "gru"] as const).flatMap((cell) =>
    [150, 500].flatMap((T) =>
      units.flatMap((units) => [32, n].map((batch) => ({ cell, T, units, batch }))),
    ),
  );
}

function repeatsOf({ units }: NetworkCase): number {
  return units < 200 ? 9 : 5;
}

function shapeOf({ cell, units }: NetworkCase): NetworkShape {
  const kind = cell === "gru" ? "gru" : "identity-rnn";
  return { kind, layers: 1, units, dimension: 1, classes: 3 };
}

/** Processor seconds of some epochs; the first, which warms the compiler up, is not among them. */
function epochSeconds(one: NetworkCase, repeats: number): number[] {
  const data = {
    sequences: smoothSeries(n, one.T),
    labels: Int32Array.from({ length: n }, (_, i) => i % 3),
  };
  const memory = wasmNetworkMemory() ?? plainNetworkMemory(float32);
  const machine = networkMachine(memory, shapeOf(one), one.batch, one.T);
  machine.load(drawParameters(shapeOf(one), randomSource("bench of networks")));
  const rows = Int32Array.from({ length: n }, (_, i) => i);
  const epoch = () => {
    for (let from = 0; from < n; from += one.batch) {
      machine.gradientOf(data, rows.subarray(from, from + one.batch));
      machine.step({ learningRate: 1e-4, decay: 0.99, epsilon: 1e-8 });
    }
  };
  epoch();
  return Array.from({ length: repeats }, () => processorSeconds(epoch));
}

/** Processor seconds of some epochs of PyTorch, or undefined where it is not there. */
function peerSeconds(one: NetworkCase): readonly number[] | undefined {
  const python = pythonOf("networks_torch");
  if (python === undefined) return undefined;
  const script = join(import.meta.dirname, "peers", "networks_torch.py");
  const output = execFileSync(python, ["-W", "ignore", script], {
    encoding: "utf8",
    input: JSON.stringify({ ...one, n, repeats: repeatsOf(one) }),
    stdio: ["pipe", "pipe", "ignore"],
  });
  return JSON.parse(output) as number[];
}

export function networkRows(cases: readonly NetworkCase[]): NetworkRow[] {
  const half = (one: NetworkCase) => epochSeconds(one, Math.ceil(repeatsOf(one) / 2));
  return cases.map((one) => {
    const before = half(one);
    const peer = peerSeconds(one);
    return {
      ...one,
      ours: median([...before, ...half(one)]),
      peer: peer && median(peer),
      megabytes: networkBytes(shapeOf(one), one.batch, one.T) / 2 ** 20,
    };
  });
}

export function printNetworks(rows: readonly NetworkRow[]): void {
  console.log(`\nan epoch of training a network on ${n} series, ms`);
  const milliseconds = (seconds: number | undefined) => short(seconds && seconds * 1e3);
  printTable(
    ["cell", "T", "units", "batch", "ours", "PyTorch", "ours / PyTorch", "our MiB"],
    rows.map(({ cell, T, units, batch, ours, peer, megabytes }) => [
      ...[cell === "gru" ? "GRU" : "ReLU", `${T}`, `${units}`, `${batch}`],
      milliseconds(ours),
      milliseconds(peer),
      peer === undefined ? "-" : (ours / peer).toFixed(2),
      megabytes.toFixed(1),
    ]),
  );
}

if (import.meta.filename === process.argv[1]) {
  prepareThread();
  const { values: flags } = parseArgs({
    options: { quick: { type: "boolean", default: false }, json: { type: "string" } },
  });
  const rows = networkRows(networkCases(flags.quick ? [50] : [50, 200]));
  printNetworks(rows);
  if (flags.json !== undefined) writeFileSync(flags.json, `${JSON.stringify(rows, null, 2)}\n`);
}
