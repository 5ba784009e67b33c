import { z } from "zod";
import { rntkSetting } from "../kernels/rntk.ts";
import { orRoot } from "../methods/grid-schema.ts";
import { valueSchema } from "../methods/setting-schema.ts";

/** The scales of a network's weights, by the names of the RNTK's setting. */
export interface NetworkSigmas {
  readonly sigmaW: number;
  readonly sigmaU: number;
  readonly sigmaB: number;
  readonly sigmaH: number;
  readonly sigmaV: number;
}

/** Schema of the scales, each a number or a root such as `sqrt(2)`, with an experiment's own defaults. */
export function networkSigmas(defaults: NetworkSigmas): z.ZodPrefault<z.ZodType<NetworkSigmas>> {
  const shape = Object.entries(defaults).map(([key, value]) => {
    const own = rntkSetting[key as keyof NetworkSigmas];
    return [key, orRoot(valueSchema(own)).default(value).describe(own.description)];
  });
  return z.strictObject(Object.fromEntries(shape)).prefault({}) as never;
}
