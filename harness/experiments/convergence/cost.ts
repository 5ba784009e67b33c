import { laneGroup } from "../../kernels/finite-width/lanes.ts";
import type { RntkParameters } from "../../kernels/rntk/profile.ts";
import type { Stage } from "../../stage.ts";
import { sampled } from "../../stopwatch.ts";
import { angleOfNetwork, anglesOf, gramDistance, randomSequences } from "./measure.ts";
import { type ConvergenceTask, drawsOf } from "./task.ts";

/** Seconds, rough: measured on one core of an AMD EPYC with Node 20, networks of width 1000 and 2 layers. */
const costs = {
  /** To draw a weight. */
  draw: 47e-9,
  /** To apply a weight to one group of lanes. */
  apply: 4e-9,
} as const;

/** Weights of a network: its n × n matrices, which are all that counts. */
function weightCount({ layers }: RntkParameters, width: number): number {
  return (2 * layers - 1) * width * width;
}

/** How often a task applies each weight, forward and back, to how many groups of lanes. */
function applications(task: ConvergenceTask): number {
  return task.part === "angle"
    ? 2 * 3 * Math.ceil((task.points + 2) / laneGroup)
    : 2 * Math.max(...task.lengths) * Math.ceil(task.lengths.length / laneGroup);
}

/** Expected seconds of one network. */
export function networkSeconds(task: ConvergenceTask, width: number): number {
  const weights = weightCount(task.setting, width);
  return weights * (costs.draw + applications(task) * costs.apply);
}

/** Expected seconds of a task. */
export function taskSeconds(task: ConvergenceTask): number {
  return task.part === "angle"
    ? task.networks * networkSeconds(task, task.width)
    : task.widths.reduce(
        (sum, width) => sum + drawsOf(task, width) * networkSeconds(task, width),
        0,
      );
}

/** Bytes of the widest network and its states. */
export function taskBytes(task: ConvergenceTask): number {
  const width = task.part === "angle" ? task.width : Math.max(...task.widths);
  const states = applications(task) * laneGroup * width * 8 * task.setting.layers;
  return 4 * weightCount(task.setting, width) + 2 * states;
}

/** Width of a network that a planner times in place of wider ones. */
const sampleWidth = 512;

/** The only stage of a task: its networks. */
export function taskStages(task: ConvergenceTask): Stage[] {
  const { setting } = task;
  const widest = task.part === "angle" ? task.width : Math.max(...task.widths);
  const width = Math.min(widest, sampleWidth);
  const count =
    task.part === "angle"
      ? task.networks
      : task.widths.reduce((sum, each) => sum + drawsOf(task, each), 0);
  const sample = () => {
    if (task.part === "angle") angleOfNetwork(setting, anglesOf(task.points), width, "sample");
    else gramDistance(setting, randomSequences(task.lengths, "sample"), width, "sample");
  };
  const factor = taskSeconds(task) / networkSeconds(task, width);
  return [{ name: "networks", count, seconds: sampled(factor, sample) }];
}
