import { createHash } from "node:crypto";
import { contentKey, type Json } from "../canonical-json.ts";
import type { Checksums } from "./dataset.ts";
import { sha256OfFile } from "./file-bytes.ts";
import type { SeriesFile } from "./formats/series-file.ts";
import type { FileSource } from "./locate.ts";
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

/** Checksums of the bytes of an archive's two files, which are read for it. */
export function fileChecksums({ train, test }: FileSource): Checksums {
  return { train: sha256OfFile(train), test: sha256OfFile(test) };
}

/**
 * SHA-256 of series and labels, in hexadecimal: the same for the same numbers in another form of file.
 * Of values the float64 in little-endian order, all NaN alike.
 */
export function contentChecksum({ sequences, labels }: SeriesFile): string {
  const { dimension, lengths, offsets, values } = sequences;
  const hash = createHash("sha256");
  hash.update(JSON.stringify({ dimension, lengths: [...lengths], labels }));
  for (const [i, start] of offsets.entries()) {
    const series = values.subarray(start, start + lengths[i]! * dimension);
    const bytes = Buffer.alloc(8 * series.length);
    for (const [k, value] of series.entries())
      bytes.writeDoubleLE(Number.isNaN(value) ? Number.NaN : value, 8 * k);
    hash.update(bytes);
  }
  return hash.digest("hex");
}
