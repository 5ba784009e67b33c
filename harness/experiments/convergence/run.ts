import type { NetworkSetting } from "../../kernels/finite-width/network.ts";
import type { Outcome, ReadyTask, RunContext } from "../experiment.ts";
import { drawsOf, networkSeconds } from "./cost.ts";
import {
  angleLimit,
  angleOfNetwork,
  anglesOf,
  gramDistance,
  powerLaw,
  randomSequences,
} from "./measure.ts";
import type { AngleResult, GramResult } from "./result.ts";

/** The curve over the angle, of one setting. */
export interface AngleTask {
  readonly part: "angle";
  readonly setting: NetworkSetting;
  readonly points: number;
  readonly width: number;
  readonly networks: number;
  readonly marks: readonly number[];
  readonly seed: number;
}

/** The distance against the width, of one setting. */
export interface GramTask {
  readonly part: "gram";
  readonly setting: NetworkSetting;
  readonly lengths: readonly number[];
  readonly widths: readonly number[];
  readonly draws: number;
  readonly seed: number;
}

export type ConvergenceTask = AngleTask | GramTask;

interface AnglePayload {
  readonly task: AngleTask;
  readonly network: number;
}

interface GramPayload {
  readonly task: GramTask;
  readonly width: number;
  readonly draw: number;
}

function seedText({ setting, seed }: ConvergenceTask, what: string): string {
  return `convergence ${seed}, ${setting.nonlinearity}, ${setting.layers} layers, ${what}`;
}

export const units = {
  /** The curve of one network. */
  angle({ task, network }: AnglePayload): number[] {
    const seed = seedText(task, `angle network ${network}`);
    return angleOfNetwork(task.setting, anglesOf(task.points), task.width, seed);
  },
  /** The distance of one network's Gram. */
  gram({ task, width, draw }: GramPayload): number {
    const sequences = randomSequences(task.lengths, `convergence ${task.seed}, sequences`);
    return gramDistance(task.setting, sequences, width, seedText(task, `width ${width} ${draw}`));
  },
};

async function runAngle(task: AngleTask, context: RunContext): Promise<AngleResult> {
  const networks = await context.map(
    "angle",
    Array.from({ length: task.networks }, (_, network) => ({
      payload: { task, network } satisfies AnglePayload,
      seconds: networkSeconds(task, task.width),
    })),
  );
  const angles = anglesOf(task.points);
  const atMarks = angleLimit(task.setting, task.marks);
  return {
    part: "angle",
    angles,
    limit: angleLimit(task.setting, angles),
    networks: networks as number[][],
    marks: task.marks.map((angle, k) => ({ angle, limit: atMarks[k]! })),
  };
}

async function runGram(task: GramTask, context: RunContext): Promise<GramResult> {
  const { widths } = task;
  const networks = widths.flatMap((width) =>
    Array.from({ length: drawsOf(task, width) }, (_, draw) => ({ width, draw })),
  );
  const flat = (await context.map(
    "gram",
    networks.map(({ width, draw }) => ({
      payload: { task, width, draw } satisfies GramPayload,
      seconds: networkSeconds(task, width),
    })),
  )) as number[];
  const distances = widths.map((width) => flat.filter((_, k) => networks[k]!.width === width));
  const means = distances.map((row) => row.reduce((sum, value) => sum + value, 0) / row.length);
  return { part: "gram", widths: [...widths], distances, ...powerLaw(widths, means) };
}

/** Draws the networks of a task, each in a unit of its own. */
export async function runConvergence(ready: ReadyTask, context: RunContext): Promise<Outcome> {
  const task = ready.local as ConvergenceTask;
  const result =
    task.part === "angle" ? await runAngle(task, context) : await runGram(task, context);
  return { status: "done", result };
}
