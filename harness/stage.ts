/** A stage of a task, and a part of it that a planner can time on this machine. */
export interface Stage {
  /** Such as `training Grams`: the line of the plan in which it is counted. */
  readonly name: string;
  /** How many Grams, fits or networks the whole stage takes. */
  readonly count: number;
  /** Expected seconds of the whole stage on one core, from a part of it that is computed now. */
  readonly seconds: () => number;
  /** Into how many units it is cut, where these start when the task's first units have ended. */
  readonly later?: number;
}
