import type { Experiment, RunContext } from "../experiments/experiment.ts";

/** Runs units here, in the order of the calls or against it, with payloads and replies as JSON. */
export function unitContext(
  experiment: Experiment,
  order: "forward" | "backward" = "forward",
): RunContext {
  const copy = (value: unknown) => JSON.parse(JSON.stringify(value));
  return {
    async map(unit, calls) {
      const replies = new Array<unknown>(calls.length);
      const places = [...calls.keys()];
      if (order === "backward") places.reverse();
      for (const place of places) {
        replies[place] = copy(experiment.units[unit]!(copy(calls[place]!.payload)));
      }
      return replies;
    },
  };
}
