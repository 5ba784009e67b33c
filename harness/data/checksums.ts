import { contentKey, type Json } from "../canonical-json.ts";
import type { Checksums } from "./dataset.ts";
import { sha256OfFile } from "./file-bytes.ts";
import type { DatasetFormat } from "./formats/format.ts";
import { formatNamed, formatOf } from "./formats/registry.ts";
import type { FileSource, PresentDataset } from "./locate.ts";
import type { GeneratedSpec } from "./spec.ts";
import { generatorNamed } from "./synthetic/registry.ts";

/** What determines a part of a generated set. */
export function generatedChecksums(spec: GeneratedSpec): Checksums {
  const { name: _, ...parameters } = spec;
  const { version } = generatorNamed(spec.generate);
  const key = (part: string) =>
    contentKey({ ...(parameters as Record<string, Json>), version, part });
  return { train: key("train"), test: key("test") };
}

/**
 * What determines the series of one file: its bytes alone, or these and how the config says to read them.
 * @param bytes SHA-256 of the bytes
 * @param file its name as in the config, which has its ending on every machine
 */
export function readingChecksum(
  bytes: string,
  file: string,
  format: DatasetFormat,
  options: FileSource["options"],
): string {
  const decided = Object.entries(options as Record<string, Json>).filter(([key]) =>
    format.deciding.includes(key),
  );
  if (formatOf(file) === format && decided.length === 0) return bytes;
  return contentKey({ bytes, format: format.name, options: Object.fromEntries(decided) });
}

/** Checksums of a data set's two files (read for it), or of what determines a generated one. */
export function checksumsOf({ source }: PresentDataset): Checksums {
  if (source.kind === "generated") return generatedChecksums(source.spec);
  const { shown, options } = source;
  const format = formatNamed(source.format);
  return {
    train: readingChecksum(sha256OfFile(source.train), shown.train, format, options),
    test: readingChecksum(sha256OfFile(source.test), shown.test, format, options),
  };
}
