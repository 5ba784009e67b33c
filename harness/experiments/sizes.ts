/** The sizes that a config states, or those of its `quick` block, which end within seconds. */
export type Sizes = "full" | "quick";

type Group = Readonly<Record<string, unknown>>;

function isGroup(value: unknown): value is Group {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function merged(base: Group, overrides: Group): Group {
  const entries = Object.entries(overrides)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]): [string, unknown] => {
      const below = base[key];
      return [key, isGroup(value) && isGroup(below) ? merged(below, value) : value];
    });
  return { ...base, ...Object.fromEntries(entries) };
}

/** A config at the sizes asked for: with `quick`, the keys of its `quick` block replace their like. */
export function atSizes<C extends { readonly quick: Group }>(config: C, sizes: Sizes): C {
  return sizes === "full" ? config : (merged(config, config.quick) as C);
}
