import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sequencesFrom } from "../../math/sequences.ts";
import cases from "../fixtures/torch.json" with { type: "json" };
import type { LabelledSequences, NetworkShape } from "../network.ts";
import { type Block, blocksOf } from "../parameters.ts";

/** Weights or gradients by PyTorch's names, whose gates are r, z, n. */
type Weights = Readonly<Record<string, readonly (number | readonly number[])[] | undefined>>;

const names = { U: "weight_ih", W: "weight_hh", b: "bias_ih", c: "bias_hh" } as const;

/** Gates beside W stand as n, r, z. */
const recurrentGates = [2, 0, 1];

/** Weights of PyTorch in the order of our parameters. */
export function parametersOf(shape: NetworkShape, weights: Weights): Float64Array {
  const { all, count, c } = blocksOf(shape);
  const values = new Float64Array(count);
  const nameOf = (block: Block) =>
    block.name === "V" || block === c ? block.name : `${names[block.name]}_l${block.layer}`;
  for (const block of all) {
    const rows = weights[nameOf(block)]!;
    const { gates, filledHeight, height, width } = block;
    for (let gate = 0; gate < gates; gate++) {
      const ofTorch =
        gates > 1 && (block.name === "W" || block.name === "c") ? recurrentGates[gate]! : gate;
      for (let i = 0; i < filledHeight; i++)
        values.set(
          [rows[ofTorch * filledHeight + i]!].flat(),
          block.start + (gate * height + i) * width,
        );
    }
  }
  return values;
}

export interface GradientCase {
  readonly shape: NetworkShape;
  readonly data: LabelledSequences;
  readonly weights: Float64Array;
  readonly loss: number;
  readonly gradients: Float64Array;
}

/** Cases of `fixtures/torch.py`; their kinds and shapes are those that the script writes. */
export const gradientCases = cases.gradients.map((one): GradientCase => {
  const shape = one.shape as NetworkShape;
  return {
    shape,
    data: { sequences: sequencesFrom(one.sequences), labels: Int32Array.from(one.labels) },
    weights: parametersOf(shape, one.weights as Weights),
    loss: one.loss,
    gradients: parametersOf(shape, one.gradients as Weights),
  };
});

export const curveCases = cases.curves.map(({ shape, weights, orders, settings, losses }) => ({
  shape: shape as NetworkShape,
  weights: parametersOf(shape as NetworkShape, weights as Weights),
  orders: orders.map((order) => Int32Array.from(order)),
  settings: { ...settings, clipNorm: settings.clipNorm ?? undefined },
  losses,
}));

/** The training set that the curves are of. */
export function smoothSubspace(): LabelledSequences {
  const folder = join(
    import.meta.dirname,
    "..",
    "..",
    "..",
    "datasets",
    "embedded",
    "SmoothSubspace",
  );
  const rows = readFileSync(join(folder, "SmoothSubspace_TRAIN.tsv"), "utf8")
    .trim()
    .split("\n")
    .map((line) => line.split("\t").map(Number));
  return {
    sequences: sequencesFrom(rows.map((row) => row.slice(1).map((value) => [value]))),
    labels: Int32Array.from(rows, (row) => row[0]! - 1),
  };
}
