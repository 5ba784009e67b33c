import { controlCharts } from "./control-charts.ts";
import { cylinderBellFunnel } from "./cylinder-bell-funnel.ts";
import type { Generator } from "./generator.ts";
import { twoPatterns } from "./two-patterns.ts";

/** Every generator. */
export const generators: readonly Generator[] = [cylinderBellFunnel, controlCharts, twoPatterns];

/** The generator of a name that a spec's schema has let through. */
export function generatorNamed(name: string): Generator {
  const found = generators.find((generator) => generator.name === name);
  if (found === undefined) throw new Error(`there is no generator ${name}`);
  return found;
}
