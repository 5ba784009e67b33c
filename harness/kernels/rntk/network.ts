import { HarnessError } from "../../errors.ts";
import type { RntkNetwork } from "./profile.ts";
import { type RntkSetting, rntkConflict } from "./setting.ts";

/**
 * The network of a setting, whose initial states enter the first step through the recurrent weights: where
 * they should not, with the standard deviation σh/σw in place of σh.
 * @throws HarnessError `config` for values that are refused together
 */
export function networkOf(setting: RntkSetting): RntkNetwork {
  const conflict = rntkConflict(setting);
  if (conflict !== undefined) throw new HarnessError("config", conflict);
  const { initialWeight, sigmaW, sigmaH } = setting;
  if (initialWeight === "recurrent" || sigmaH === 0) return setting;
  return { ...setting, sigmaH: sigmaH / sigmaW };
}
