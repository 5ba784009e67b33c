import { angleOfNetwork, anglesOf, gramDistance, randomSequences } from "./measure.ts";
import type { AngleTask, ConvergenceTask, GramTask } from "./task.ts";

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
