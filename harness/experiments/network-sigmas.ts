import { z } from "zod";
import { rntkSetting } from "../kernels/rntk.ts";
import { orRoot } from "../methods/grid-schema.ts";

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
    const schema = rntkSetting.shape[key as keyof NetworkSigmas];
    return [key, orRoot(schema.unwrap()).default(value).describe(schema.description!)];
  });
  return z.strictObject(Object.fromEntries(shape)).prefault({}) as never;
}
