/** A call of a unit of an experiment: what an executor runs. */
export interface UnitRequest {
  readonly experiment: string;
  readonly unit: string;
  readonly payload: unknown;
  /** Expected seconds. */
  readonly seconds: number;
}

export interface UnitReply {
  readonly value: unknown;
  /** Seconds of processor time that the unit took where it ran (see `stopwatch`). */
  readonly seconds: number;
}

/** Something that runs units, up to `workers` of them at the same time. */
export interface Executor {
  readonly workers: number;
  /** Rejects with what the unit threw, or with why it could not be run. */
  run(request: UnitRequest): Promise<UnitReply>;
  /** Tells others how far the run is, where others can ask. */
  announce?(line: string): Promise<void>;
  close(): Promise<void>;
}
