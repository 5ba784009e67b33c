import type { Argv } from "yargs";
import { faultsOf } from "../config/faults.ts";
import { HarnessError } from "../errors.ts";
import type { Kernel, Setting, SettingKey } from "../kernels/kernel.ts";
import { kernelNamed, kernels } from "../kernels/registry.ts";
import { completeSetting } from "../kernels/setting.ts";
import { settingSchema } from "../methods/setting-schema.ts";

/** Flags of `harness gram`; beside these the settings of all kernels, as texts. */
export interface GramFlags {
  readonly file: string;
  readonly kernel: string | undefined;
  readonly matrix: string | undefined;
  readonly labels: boolean;
  readonly format: "json" | "csv" | undefined;
  readonly output: string | undefined;
  readonly [setting: string]: unknown;
}

/** Settings without a flag of their own: `--output` is the file, `--matrix` chooses the output. */
const reserved = ["output"];

/** `sigmaW` as the flag `sigma-w`. */
function flagOf(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** The keys of a kernel's setting that have flags, with their names. */
function flaggedKeys(kernel: Kernel): (readonly [string, SettingKey])[] {
  return Object.entries(kernel.setting).filter(([name]) => !reserved.includes(name));
}

function describe(key: SettingKey, kernel: Kernel): string {
  const choices = key.type === "choice" ? ` ${key.choices.join(" | ")}.` : "";
  const otherwise = key.default === undefined ? "" : ` Default ${key.default}.`;
  return `${kernel.label}: ${key.description}${choices}${otherwise}`;
}

/** Declares a flag for every setting of every kernel. */
export function withSettingFlags<T>(builder: Argv<T>): Argv<T> {
  const descriptions = new Map<string, string[]>();
  for (const kernel of kernels)
    for (const [name, key] of flaggedKeys(kernel))
      descriptions.set(name, [...(descriptions.get(name) ?? []), describe(key, kernel)]);
  let declared = builder;
  for (const [name, texts] of descriptions)
    declared = declared.option(flagOf(name), {
      type: "string",
      group: "Settings of the kernel:",
      describe: texts.join(" "),
    }) as Argv<T>;
  return declared;
}

/** The kernel of `--kernel`, or `undefined` where the flag is not given. */
export function kernelOfFlags({ kernel }: GramFlags): Kernel | undefined {
  return kernel === undefined ? undefined : kernelNamed(kernel);
}

/**
 * The settings that are given as flags.
 * @throws HarnessError `usage` for a value that the setting does not take, or a setting of another kernel
 */
export function settingOfFlags(kernel: Kernel, flags: GramFlags): Setting {
  const setting: Record<string, number | string> = {};
  const schema = settingSchema(kernel).partial();
  for (const name of new Set(kernels.flatMap((any) => flaggedKeys(any).map(([name]) => name)))) {
    const text = flags[name];
    if (text === undefined) continue;
    const flag = `--${flagOf(name)}`;
    if (!Object.hasOwn(kernel.setting, name)) {
      const known = flaggedKeys(kernel).map(([own]) => `--${flagOf(own)}`);
      throw new HarnessError(
        "usage",
        `the ${kernel.label} kernel has no setting ${flag}; it has ${known.join(", ")}`,
      );
    }
    if (typeof text !== "string")
      throw new HarnessError("usage", `${flag} was given more than once`);
    const value = text.trim() === "" || Number.isNaN(Number(text)) ? text : Number(text);
    const checked = schema.safeParse({ [name]: value });
    if (!checked.success) {
      const [fault] = faultsOf(checked.error.issues, { [name]: value });
      throw new HarnessError("usage", fault!.sentence.replace(name, flag));
    }
    setting[name] = value;
  }
  return setting;
}

/**
 * A kernel's whole setting from flags alone.
 * @throws HarnessError `usage` where a setting without default is missing
 */
export function wholeSettingOfFlags(kernel: Kernel, flags: GramFlags): Setting {
  const setting = settingOfFlags(kernel, flags);
  const missing = flaggedKeys(kernel).filter(
    ([name, key]) => key.default === undefined && !(name in setting),
  );
  if (missing.length === 0) return completeSetting(kernel.setting, setting);
  const names = missing.map(([name]) => `--${flagOf(name)}`).join(" and ");
  throw new HarnessError("usage", `the ${kernel.label} kernel needs ${names}`);
}
