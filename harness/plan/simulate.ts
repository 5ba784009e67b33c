import { OrderedQueue } from "../ordered-queue.ts";

/** A task as the scheduler sees it: units by stage; a stage starts when the one before has ended. */
export interface SimulatedTask {
  /** Seconds of the units of every stage. */
  readonly stages: readonly (readonly number[])[];
}

export interface Simulation {
  readonly workers: number;
  /** From the first unit's start to the last one's end. */
  readonly seconds: number;
  /** Work over workers × seconds, 1 where no worker ever waits. */
  readonly efficiency: number;
}

interface Running {
  readonly end: number;
  readonly task: number;
}

interface Waiting {
  readonly task: number;
  readonly seconds: number;
}

/**
 * The hand-out of `run/scheduler.ts` in simulated time, without the cost of handing out: tasks start
 * longest first, two open ones a worker; idle workers take units as they are asked for; of those that
 * wait the earliest task's go first, of one task the longest.
 */
export function simulate(tasks: readonly SimulatedTask[], workers: number): Simulation {
  const work = tasks.map(({ stages }) => stages.flat().reduce((sum, seconds) => sum + seconds, 0));
  const order = [...tasks.keys()].sort((a, b) => work[b]! - work[a]! || a - b);
  const rank = new Int32Array(tasks.length);
  for (const [position, task] of order.entries()) rank[task] = position;
  const waiting = new OrderedQueue<Waiting>(
    (a, b) => rank[a.task]! - rank[b.task]! || b.seconds - a.seconds,
  );
  const running = new OrderedQueue<Running>((a, b) => a.end - b.end);
  let now = 0;
  function fill(): void {
    while (running.size < workers && waiting.size > 0) {
      const { task, seconds } = waiting.pop()!;
      running.push({ end: now + seconds, task });
    }
  }
  const stage = new Int32Array(tasks.length).fill(-1);
  const left = new Int32Array(tasks.length);
  let toOpen = 0;
  let open = 0;

  /** Hands in the units of a task's next stage, one after the other, if it has one; else the task is over. */
  function advance(task: number): void {
    const next = ++stage[task]!;
    const units = tasks[task]!.stages[next];
    if (units === undefined) {
      open--;
      return;
    }
    left[task] = units.length;
    for (const seconds of units) {
      waiting.push({ task, seconds });
      fill();
    }
    if (units.length === 0) advance(task);
  }

  for (;;) {
    while (open < 2 * workers && toOpen < order.length) {
      open++;
      advance(order[toOpen++]!);
    }
    const ended = running.pop();
    if (ended === undefined) break;
    now = ended.end;
    fill(); // a free worker does not wait for a task to think of its next stage
    left[ended.task]!--;
    if (left[ended.task] === 0) advance(ended.task);
  }
  const total = work.reduce((sum, seconds) => sum + seconds, 0);
  return { workers, seconds: now, efficiency: now === 0 ? 1 : total / (workers * now) };
}

/** The longest task with a worker for every unit: no number of workers is faster. */
export function longestChain(tasks: readonly SimulatedTask[]): number {
  return tasks.reduce(
    (most, { stages }) =>
      Math.max(
        most,
        stages.reduce((sum, units) => sum + Math.max(0, ...units), 0),
      ),
    0,
  );
}
