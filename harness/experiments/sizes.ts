import { deepmergeCustom } from "deepmerge-ts";

/** The sizes that a config states, or those of its `quick` block, which end within seconds. */
export type Sizes = "full" | "quick";

/** Groups are merged key by key; a list or a number replaces its like, and what is undefined nothing. */
const merged = deepmergeCustom({ mergeArrays: false });

/** A config at the sizes asked for: with `quick`, the keys of its `quick` block replace their like. */
export function atSizes<C extends { readonly quick: object }>(config: C, sizes: Sizes): C {
  return sizes === "full" ? config : (merged(config, config.quick) as C);
}
