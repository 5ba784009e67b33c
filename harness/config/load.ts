import { readFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { type Document, isMap, isScalar, LineCounter, type Node, parseDocument } from "yaml";
import { HarnessError } from "../errors.ts";
import { experiments } from "../experiments/registry.ts";
import { didYouMean } from "../nearest.ts";
import { errorMap, type Fault, faultsOf } from "./faults.ts";
import { nearestConfigHint } from "./nearest-config.ts";
import { type Config, configSchemaFor } from "./schema.ts";

export interface LoadedConfig {
  /** File name without its ending: the folder of its results and reports. */
  readonly name: string;
  readonly path: string;
  /** Folder of the file, absolute: relative paths in the config start here. */
  readonly base: string;
  readonly text: string;
  readonly config: Config;
}

/** Offset in the text of the fault: its key, its value, or the nearest enclosing thing that exists. */
function offsetOf(document: Document, fault: Fault): number {
  if (fault.at === "key") {
    const parent = document.getIn(fault.path.slice(0, -1), true);
    if (isMap(parent)) {
      const pair = parent.items.find(
        (item) => isScalar(item.key) && item.key.value === fault.path.at(-1),
      );
      const key = pair?.key as Node | undefined;
      if (key?.range) return key.range[0];
    }
  }
  for (let depth = fault.path.length; depth >= 0; depth--) {
    const node = document.getIn(fault.path.slice(0, depth), true) as Node | undefined;
    if (node?.range) return node.range[0];
  }
  return 0;
}

function parsed(text: string) {
  const lineCounter = new LineCounter();
  return { lineCounter, document: parseDocument(text, { lineCounter, prettyErrors: false }) };
}

/** Faults as one error: a sentence each, in the order of the file, with line and column. */
function refuseAt(
  path: string,
  lineCounter: LineCounter,
  faults: readonly { readonly offset: number; readonly sentence: string }[],
): never {
  const lines = [...faults]
    .sort((a, b) => a.offset - b.offset)
    .map(({ offset, sentence }) => {
      const { line, col } = lineCounter.linePos(offset);
      return `${path}:${line}:${col}: ${sentence}`;
    });
  throw new HarnessError("config", lines.join("\n"));
}

/**
 * Refuses a file for the faults of its values.
 * @param text YAML, or JSON, which is YAML
 * @param path name of the file, for the sentences
 * @throws HarnessError `config` with all faults, each as `file:line:column: sentence`
 */
export function refuse(text: string, path: string, faults: readonly Fault[]): never {
  const { document, lineCounter } = parsed(text);
  const found = faults.map((fault) => ({ ...fault, offset: offsetOf(document, fault) }));
  refuseAt(path, lineCounter, found);
}

/**
 * Checks the text of a config.
 * @param path name of the file, for the sentences
 * @throws HarnessError `config` with all faults at once, each as `file:line:column: sentence`
 */
export function parseConfig(text: string, path: string): Config {
  const { document, lineCounter } = parsed(text);
  if (document.errors.length > 0) {
    const faults = document.errors.map(({ pos, message }) => ({
      offset: pos[0],
      sentence: message,
    }));
    refuseAt(path, lineCounter, faults);
  }
  const value: unknown = document.toJS({ maxAliasCount: 100 });
  const chosen = (value as { experiment?: unknown } | null)?.experiment;
  const names = experiments.map(({ name }) => name);
  const experiment = experiments.find((one) =>
    (chosen ?? null) === null ? one.default : one.name === chosen,
  );
  if (experiment === undefined) {
    const found = JSON.stringify(chosen);
    const sentence = `experiment must be ${names.join(" | ")}, found ${found}${didYouMean(String(chosen), names)}`;
    refuse(text, path, [{ path: ["experiment"], at: "value", sentence }]);
  }
  const checked = configSchemaFor(experiment).safeParse(value, { error: errorMap });
  if (!checked.success) refuse(text, path, faultsOf(checked.error.issues, value));
  return checked.data as Config;
}

const whyUnreadable: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EISDIR: "it is a folder",
};

/** Reads and checks a config file. */
export function loadConfig(path: string): LoadedConfig {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const why = whyUnreadable[code ?? ""] ?? message;
    throw new HarnessError(
      "config",
      `cannot read the config ${path}: ${why}`,
      code === "ENOENT" ? nearestConfigHint(path) : undefined,
    );
  }
  return {
    name: basename(path).replace(/\.ya?ml$/, ""),
    path,
    base: dirname(resolve(path)),
    text,
    config: parseConfig(text, path),
  };
}
