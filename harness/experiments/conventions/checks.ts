import type { z } from "zod";
import { contentKey, type Json } from "../../canonical-json.ts";
import { expandGroups } from "../../data/locate.ts";
import type { DatasetSpec } from "../../data/spec.ts";
import { rntk } from "../../kernels/rntk.ts";
import { completeSetting } from "../../kernels/setting.ts";
import {
  type Convention,
  conventionSchema,
  gridOf,
  recursionOf,
  type Scales,
} from "./convention.ts";
import { settingsOf } from "./task.ts";

/** What is wrong at a place of a config. */
type Refuse = (path: readonly (string | number)[], message: string) => void;

/** What a convention does, whatever its name. */
function doing({ name: _, ...keys }: Convention): string {
  return contentKey(keys as unknown as Json);
}

const protocol = doing(conventionSchema.parse({ name: "protocol" }));

/** Names and conventions stand there once, and the paper's protocol is among them. */
function checkNames(conventions: readonly Convention[], refuse: Refuse): void {
  for (const [i, one] of conventions.entries()) {
    const before = conventions.slice(0, i);
    if (before.some(({ name }) => name === one.name))
      refuse(["conventions", i, "name"], `the name ${one.name} stands twice among the conventions`);
    const same = before.find((other) => doing(other) === doing(one));
    if (same !== undefined)
      refuse(["conventions", i], `the convention ${one.name} is the same as ${same.name}`);
  }
  if (!conventions.some((one) => doing(one) === protocol))
    refuse(
      ["conventions"],
      "none of the conventions is the paper's protocol, from which the others depart: an entry with no key but its name, such as `- name: paper`",
    );
}

/** Settings that the kernel refuses. */
function checkSettings(
  conventions: readonly Convention[],
  grids: readonly Scales[],
  refuse: Refuse,
): void {
  for (const [i, convention] of conventions.entries()) {
    const { scale: _, ...recursion } = recursionOf(convention);
    const own = convention.grid ? [convention.grid] : grids;
    const conflict = own
      .flatMap((scales) => settingsOf({ recursion, grid: gridOf(scales) }))
      .map((setting) => rntk.conflict?.(completeSetting(rntk.setting, setting)))
      .find((sentence) => sentence !== undefined);
    if (conflict !== undefined)
      refuse(["conventions", i], `the convention ${convention.name}: ${conflict}`);
  }
}

function namesOf(spec: DatasetSpec): string[] {
  return expandGroups([spec]).map((one) => (typeof one === "string" ? one : one.name));
}

/** A data set is a diagnostic or a control, once. */
function checkDatasets(lists: Readonly<Record<string, readonly DatasetSpec[]>>, refuse: Refuse) {
  const seen = new Set<string>();
  for (const [key, specs] of Object.entries(lists)) {
    for (const [i, spec] of specs.entries()) {
      for (const name of namesOf(spec)) {
        if (seen.has(name))
          refuse(
            [key, i],
            `the data set ${name} stands twice among \`diagnostics\` and \`controls\``,
          );
        seen.add(name);
      }
    }
  }
}

/** What a config's values are checked for together. */
export function checkConventions(
  config: {
    readonly diagnostics: readonly DatasetSpec[];
    readonly controls: readonly DatasetSpec[];
    readonly grid: Scales;
    readonly large?: { readonly grid: Scales } | undefined;
    readonly conventions: readonly Convention[];
  },
  context: z.core.$RefinementCtx,
): void {
  const refuse: Refuse = (path, message) =>
    context.addIssue({ code: "custom", path: [...path], message });
  const { diagnostics, controls, grid, large, conventions } = config;
  checkNames(conventions, refuse);
  checkSettings(conventions, [grid, ...(large ? [large.grid] : [])], refuse);
  checkDatasets({ diagnostics, controls }, refuse);
}
