import { HarnessError } from "../errors.ts";
import { didYouMean } from "../nearest.ts";
import type { SettingKey, SettingKeys } from "./kernel.ts";

type ValueOf<Key extends SettingKey> = Key extends { readonly type: "choice" }
  ? Key["choices"][number]
  : number;

/** A setting with a value for each of its keys. */
export type SettingOf<Keys extends SettingKeys> = {
  readonly [Name in keyof Keys]: ValueOf<Keys[Name]>;
};

/** What a key takes, in words. */
function expected(key: SettingKey): string {
  if (key.type === "choice") return key.choices.join(" | ");
  const noun = key.type === "integer" ? "a whole number" : "a number";
  if (key.above !== undefined) return `${noun} greater than ${key.above}`;
  return key.atLeast === undefined ? noun : `${noun} of at least ${key.atLeast}`;
}

function takes(key: SettingKey, value: unknown): boolean {
  if (key.type === "choice") return typeof value === "string" && key.choices.includes(value);
  if (typeof value !== "number" || !Number.isFinite(value)) return false;
  if (key.type === "integer" && !Number.isSafeInteger(value)) return false;
  return value > (key.above ?? -Infinity) && value >= (key.atLeast ?? -Infinity);
}

/**
 * A setting with defaults for the keys that it lacks.
 * @throws HarnessError `config` for an unknown key, a missing one without default, and a value that its
 * key does not take
 */
export function completeSetting<Keys extends SettingKeys>(
  keys: Keys,
  setting: Readonly<Record<string, unknown>>,
): SettingOf<Keys> {
  const names = Object.keys(keys);
  const unknown = Object.keys(setting).find((name) => !Object.hasOwn(keys, name));
  if (unknown !== undefined)
    throw new HarnessError(
      "config",
      `unknown setting "${unknown}"${didYouMean(unknown, names) || `; settings are ${names.join(", ")}`}`,
    );
  const values = Object.entries(keys).map(([name, key]) => {
    const value = setting[name] === undefined ? key.default : setting[name];
    if (takes(key, value)) return [name, value] as const;
    const found = typeof value === "number" ? `${value}` : (JSON.stringify(value) ?? "nothing");
    throw new HarnessError(
      "config",
      `the setting ${name} must be ${expected(key)}, found ${found}`,
    );
  });
  return Object.fromEntries(values) as SettingOf<Keys>;
}
