import { z } from "zod";
import type { RntkParameters } from "../kernels/rntk/profile.ts";
import { rntkSetting } from "../kernels/rntk/setting.ts";
import { orRoot } from "../methods/grid-schema.ts";
import { valueSchema } from "../methods/setting-schema.ts";

/** The scales of a network's weights. */
export type NetworkSigmas = Omit<RntkParameters, "layers" | "nonlinearity">;

/** Schema of the scales, each a number or a root such as `sqrt(2)`, with an experiment's own defaults. */
export function networkSigmas(defaults: NetworkSigmas): z.ZodPrefault<z.ZodType<NetworkSigmas>> {
  const shape = Object.entries(defaults).map(([key, value]) => {
    const own = rntkSetting[key as keyof NetworkSigmas];
    return [key, orRoot(valueSchema(own)).default(value).describe(own.description)];
  });
  const scales: z.ZodType = z.strictObject(Object.fromEntries(shape));
  return (scales as z.ZodType<NetworkSigmas>).prefault({});
}
