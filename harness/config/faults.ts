import type { z } from "zod";
import { didYouMean } from "../nearest.ts";

/** A fault of a value: where it is, whether it is the key or the value there, and a sentence. */
export interface Fault {
  readonly path: readonly PropertyKey[];
  readonly at: "key" | "value";
  readonly sentence: string;
}

/** `kernels[0].grid.sigmaW`, or `the file` for the whole. */
function nameOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return "the file";
  return path
    .map((key, i) => (typeof key === "number" ? `[${key}]` : `${i > 0 ? "." : ""}${String(key)}`))
    .join("");
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  let value = root;
  for (const key of path) value = (value as Record<PropertyKey, unknown> | undefined)?.[key];
  return value;
}

function described(value: unknown): string {
  if (value === null) return "nothing";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "object") return "a group of keys";
  return JSON.stringify(value) ?? "nothing";
}

const typeNames: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a group of keys",
};

/** How far a fault is from what was meant; without the key that names a form, another form was meant. */
function weightOf(issue: z.core.$ZodIssue): number {
  if (issue.code === "unrecognized_keys") return issue.keys.length;
  return issue.code === "invalid_union" && "discriminator" in issue ? 3 : 1;
}

/** A union's fault is told by the branch that came closest: the fewest faults of those that got furthest. */
function closestBranch(
  branches: readonly (readonly z.core.$ZodIssue[])[],
): readonly z.core.$ZodIssue[] {
  const refusals = branches.map((issues) => {
    const wrongKind = issues.some(
      (issue) => issue.code === "invalid_type" && issue.path.length === 0,
    );
    const weight = issues.reduce((sum, issue) => sum + weightOf(issue), 0);
    return wrongKind ? Number.POSITIVE_INFINITY : weight;
  });
  const least = Math.min(...refusals);
  return least === Number.POSITIVE_INFINITY ? [] : branches[refusals.indexOf(least)]!;
}

function expectations(branches: readonly (readonly z.core.$ZodIssue[])[]): string {
  const names = branches.flatMap((issues) =>
    issues.flatMap((issue) =>
      issue.code === "invalid_type" ? [typeNames[issue.expected] ?? issue.expected] : [],
    ),
  );
  return [...new Set(names)].join(" or ");
}

/** Zod's own sentences are replaced by ours; the known keys of an object travel in the message. */
export const errorMap: z.core.$ZodErrorMap = (issue) => {
  if (issue.code !== "unrecognized_keys") return undefined;
  const schema = issue.inst as unknown as { readonly shape?: Record<string, unknown> } | undefined;
  return Object.keys(schema?.shape ?? {}).join(" ");
};

function choiceSentence(name: string, choices: readonly string[], value: unknown): string {
  const list = choices.join(" | ");
  return value === undefined
    ? `${name} is missing: it must be ${list}`
    : `${name} must be ${list}, found ${described(value)}${didYouMean(String(value), choices)}`;
}

function sentenceOf(issue: z.core.$ZodIssue, name: string, value: unknown): string {
  switch (issue.code) {
    case "invalid_type":
      return value === undefined
        ? `${name} is missing: it must be ${typeNames[issue.expected] ?? issue.expected}`
        : `${name} must be ${typeNames[issue.expected] ?? issue.expected}, found ${described(value)}`;
    case "invalid_value":
      return choiceSentence(name, issue.values.map(String), value);
    case "too_small":
      return issue.origin === "array"
        ? `${name} must have at least ${issue.minimum} ${issue.minimum === 1 ? "entry" : "entries"}, found ${described(value)}`
        : `${name} must be ${issue.inclusive ? "at least" : "greater than"} ${issue.minimum}, found ${described(value)}`;
    case "too_big":
      return `${name} must be ${issue.inclusive ? "at most" : "less than"} ${issue.maximum}, found ${described(value)}`;
    case "custom":
      return issue.message;
    default:
      return `${name} ${issue.message}, found ${described(value)}`;
  }
}

/** The faults that a schema found in `root`, each with its path from the root. */
export function faultsOf(
  issues: readonly z.core.$ZodIssue[],
  root: unknown,
  prefix: readonly PropertyKey[] = [],
): Fault[] {
  return issues.flatMap((issue): Fault[] => {
    const path = [...prefix, ...issue.path];
    const name = nameOf(path);
    const value = valueAt(root, path);
    if (issue.code === "unrecognized_keys") {
      const known = issue.message.split(" ");
      return issue.keys.map((key) => ({
        path: [...path, key],
        at: "key",
        sentence: `unknown key "${key}" in ${name}${
          didYouMean(key, known) || `; known keys are ${known.join(", ")}`
        }`,
      }));
    }
    if (issue.code === "invalid_union") {
      if ("discriminator" in issue && "options" in issue) {
        const options = (issue.options as unknown[]).map(String);
        return [{ path, at: "value", sentence: choiceSentence(name, options, value) }];
      }
      const branch = closestBranch(issue.errors);
      if (branch.length > 0) return faultsOf(branch, root, path);
      return [
        {
          path,
          at: "value",
          sentence: `${name} must be ${expectations(issue.errors)}, found ${described(value)}`,
        },
      ];
    }
    return [{ path, at: "value", sentence: sentenceOf(issue, name, value) }];
  });
}
