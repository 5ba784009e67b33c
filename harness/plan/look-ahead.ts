import type { FirstUnit } from "./first-units.ts";
import { longestChain, type SimulatedTask, type Simulation, simulate } from "./simulate.ts";
import type { TaskSeconds } from "./summary.ts";

/** What the plan would take with several numbers of workers. */
export interface LookAhead {
  readonly simulations: readonly Simulation[];
  readonly units: number;
  /** Seconds that no number of workers can undercut: the longest task, a worker for every unit. */
  readonly longestChain: number;
}

/** The tasks of a plan in units: first units by their expected fractions of the measured seconds, then those that follow. */
function simulatedTasks(
  first: readonly FirstUnit[],
  measured: readonly TaskSeconds[],
): SimulatedTask[] {
  const nominal = new Map<string, number[]>();
  for (const { planned, call } of first) {
    const name = `${planned.task.dataset}/${planned.task.method}`;
    nominal.set(name, [...(nominal.get(name) ?? []), call.seconds]);
  }
  return measured.map(({ dataset, method, first: seconds, later }) => {
    const units = nominal.get(`${dataset}/${method}`) ?? [1];
    const sum = units.reduce((total, unit) => total + unit, 0);
    const scaled = units.map((unit) => (sum > 0 ? (seconds * unit) / sum : seconds / units.length));
    const each = later.units > 0 ? later.seconds / later.units : 0;
    return { stages: [scaled, new Array<number>(later.units).fill(each)] };
  });
}

/** Simulates the hand-out of a plan's units to several numbers of workers. */
export function lookAhead(
  first: readonly FirstUnit[],
  measured: readonly TaskSeconds[],
  workers: readonly number[],
): LookAhead {
  const tasks = simulatedTasks(first, measured);
  return {
    simulations: workers.map((count) => simulate(tasks, count)),
    units: tasks.reduce((sum, { stages }) => sum + stages.flat().length, 0),
    longestChain: longestChain(tasks),
  };
}
