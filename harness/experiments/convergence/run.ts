import type { Outcome, RunContext } from "../experiment.ts";
import { networkSeconds } from "./cost.ts";
import { angleLimit, anglesOf, powerLaw } from "./measure.ts";
import type { AngleResult, ConvergenceResult, GramResult } from "./result.ts";
import { type AngleTask, type ConvergenceTask, drawsOf, type GramTask } from "./task.ts";
import type { units } from "./units.ts";

type Context = RunContext<typeof units>;

async function runAngle(task: AngleTask, context: Context): Promise<AngleResult> {
  const networks = await context.map(
    "angle",
    Array.from({ length: task.networks }, (_, network) => ({
      payload: { task, network },
      seconds: networkSeconds(task, task.width),
    })),
  );
  const angles = anglesOf(task.points);
  const atMarks = angleLimit(task.setting, task.marks);
  return {
    part: "angle",
    angles,
    limit: angleLimit(task.setting, angles),
    networks,
    marks: task.marks.map((angle, k) => ({ angle, limit: atMarks[k]! })),
  };
}

async function runGram(task: GramTask, context: Context): Promise<GramResult> {
  const { widths } = task;
  const networks = widths.flatMap((width) =>
    Array.from({ length: drawsOf(task, width) }, (_, draw) => ({ width, draw })),
  );
  const flat = await context.map(
    "gram",
    networks.map(({ width, draw }) => ({
      payload: { task, width, draw },
      seconds: networkSeconds(task, width),
    })),
  );
  const distances = widths.map((width) => flat.filter((_, k) => networks[k]!.width === width));
  const means = distances.map((row) => row.reduce((sum, value) => sum + value, 0) / row.length);
  return { part: "gram", widths: [...widths], distances, ...powerLaw(widths, means) };
}

/** Draws the networks of a task, each in a unit of its own. */
export async function runConvergence(
  task: ConvergenceTask,
  context: Context,
): Promise<Outcome<ConvergenceResult>> {
  const result =
    task.part === "angle" ? await runAngle(task, context) : await runGram(task, context);
  return { status: "done", result };
}
