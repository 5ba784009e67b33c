import { HarnessError } from "../../errors.ts";
import type { Method, MethodDefinition } from "../../methods/method.ts";
import { methodNamed } from "../../methods/registry.ts";
import type { ClassificationConfig } from "./config.ts";

/** A method as a config asks for it. */
export interface ConfiguredMethod {
  readonly id: string;
  readonly label: string;
  readonly method: Method;
  readonly definition: MethodDefinition;
}

interface Entry {
  readonly name?: string | undefined;
  readonly label?: string | undefined;
}

/** The settings of a method: those of its group, and in their place those of the entry's own. */
function settingsOf({ settings }: Method, config: ClassificationConfig, entry: unknown): unknown {
  if (settings === undefined) return {};
  const own = (entry as Readonly<Record<string, object | undefined>>)[settings.key];
  return { ...(config[settings.key] as object), ...own };
}

/** An entry of a config's `kernels` or `methods`, and the method that it asks for. */
interface MethodEntry {
  /** Where it stands in the config. */
  readonly path: readonly ["kernels" | "methods", number];
  /** @throws HarnessError `config` for settings that the method or its kernel refuses */
  configured(): ConfiguredMethod;
}

/** The entries of a config that ask for a method: its kernels, then the others, in its order. */
export function methodEntries(config: ClassificationConfig): MethodEntry[] {
  const configured = ({ name, label }: Entry, entry: unknown, methodName: string) => {
    const method = methodNamed(methodName);
    const group = settingsOf(method, config, entry);
    const definition = method.define(entry, group);
    const own = method.identity(definition);
    return { id: name ?? own.id, label: label ?? name ?? own.label, method, definition };
  };
  const { kernels, methods } = config;
  return [
    ...kernels.map((entry, i) => ({
      path: ["kernels", i] as const,
      configured: () => configured(entry, entry, entry.learner),
    })),
    ...methods.map((entry, i) => ({
      path: ["methods", i] as const,
      configured: () => configured(entry, entry, entry.method),
    })),
  ];
}

/** The methods of a config: its kernels, then the others, in its order. */
export function configuredMethods(config: ClassificationConfig): ConfiguredMethod[] {
  const found = methodEntries(config).map((entry) => entry.configured());
  if (found.length > 0) return found;
  throw new HarnessError(
    "config",
    "the config names no method: `kernels` and `methods` are both empty",
    "an entry such as `- { kernel: rbf, grid: { alpha: [0.1, 1, 10] } }` below `kernels:`, or `- method: nearest-neighbour` below `methods:`",
  );
}
