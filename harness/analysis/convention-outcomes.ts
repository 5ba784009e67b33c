import { conventionSchema } from "../experiments/conventions/convention.ts";
import {
  type ConventionOutcome,
  conventionsResultSchema,
} from "../experiments/conventions/result.ts";
import type { HarnessRecord } from "../store/record.ts";
import type { ReportedTask } from "./classification.ts";
import { parsedResults } from "./parsed-results.ts";

/** The convention's own keys in the definition of a record. */
interface Definition {
  readonly prepare: { readonly scale: string };
  readonly recursion: Readonly<Record<string, unknown>>;
  readonly grid: readonly { readonly key: string; readonly values: readonly unknown[] }[];
  readonly conventions: readonly Readonly<Record<string, unknown>>[];
}

type Keys = Readonly<Record<string, string>>;

/** What a convention comes to on a data set, with what it does. */
export interface Outcome {
  readonly dataset: string;
  readonly trainSize: number;
  readonly testSize: number;
  /** Settings of the grid. */
  readonly settings: number;
  readonly keys: Keys;
  readonly outcome: ConventionOutcome;
}

/** From what is kernelised to what is done with it: a record has its keys in alphabetical order. */
const keyOrder = [
  ...["scale", "sigmaU", "arithmetic", "nonlinearity", "layers", "direction"],
  ...["initialStates", "initialWeight", "derivative"],
  ...["output", "readout", "gramScale", "learner", "C", "prediction", "folds"],
];

/** A list by its ends. */
function span(values: readonly unknown[]): string {
  return values.length > 1 ? `${values[0]} … ${values.at(-1)}` : values.join();
}

function keysOf(values: Readonly<Record<string, unknown>>): Keys {
  return Object.fromEntries(
    keyOrder
      .filter((key) => key in values)
      .map((key) => {
        const value = values[key];
        return [key, Array.isArray(value) ? span(value) : String(value)];
      }),
  );
}

/** The values of σu, which the paper has at 1. */
function inputScales(grid: Definition["grid"]): readonly unknown[] {
  return grid.find(({ key }) => key === "sigmaU")?.values ?? [];
}

/** The outcomes of all records, in the order of the plan; those that no candidate of a grid has are left out. */
export function outcomesOf(
  records: readonly HarnessRecord[],
  planned: readonly ReportedTask[],
): Outcome[] {
  const parsed = parsedResults(records, conventionsResultSchema);
  return planned.flatMap(({ dataset, method }) => {
    const found = parsed.find(
      ({ record }) => record.dataset === dataset && record.method === method,
    );
    if (found === undefined) return [];
    const {
      prepare,
      recursion,
      grid,
      conventions: own,
    } = found.record.task as unknown as Definition;
    const { trainSize, testSize, settings, conventions } = found.result;
    const shared = {
      ...{ scale: prepare.scale, sigmaU: inputScales(grid) },
      ...{ nonlinearity: "relu", derivative: "exact", ...recursion },
    };
    return conventions
      .map((outcome, c) => ({
        ...{ dataset, trainSize, testSize, settings, outcome },
        keys: keysOf({ ...shared, ...own[c] }),
      }))
      .filter(({ outcome }) => outcome.reached.length > 0);
  });
}

/** The keys of the paper's protocol, as far as that is known: every key at its default, and σu = 1. */
const protocolKeys = keysOf({ sigmaU: [1], ...conventionSchema.parse({ name: "protocol" }) });

/** The keys in which an outcome is not the paper's protocol. */
export function departures({ keys }: Outcome): [key: string, value: string][] {
  return Object.entries(keys).filter(([key, value]) => protocolKeys[key] !== value);
}

/** What an outcome does otherwise than the paper's protocol; another grid counts too. */
export function differencesOf(
  own: Outcome,
  base: Outcome | undefined,
): (readonly [key: string, value: string])[] {
  const keys = departures(own);
  if (base === undefined || own.settings === base.settings) return keys;
  return [...keys, ["grid", `${own.settings} settings`]];
}
