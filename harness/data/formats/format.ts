import { z } from "zod";
import type { Sequences } from "../../math/sequences.ts";
import type { SeriesCounter } from "./series-counter.ts";
import type { SeriesFile } from "./series-file.ts";

/** An ending by which a format's files are known. */
export interface FileEnding {
  /** With its dot, such as `.tsv`; empty for a file without one, and for any that no other format has. */
  readonly ending: string;
  /**
   * The release of the UCR archive whose own files end so. Published checksums are of the files of
   * 2018; a set that is found in the form of 2015 says so in its notes.
   */
  readonly release?: 2015 | 2018;
}

/** What is known of a file beside its bytes. */
export interface ReadContext<Options> {
  /** Name of the file, for sentences. */
  readonly file: string;
  /** Number of steps that all series of the set have, or that they differ; `undefined` for own files. */
  readonly length: number | "varies" | undefined;
  /** What the config's entry says to the format; the defaults for a set of the archive. */
  readonly options: Options;
}

/**
 * A form of data files. One file holds the training or the test series of a set, each with its label.
 * Listed in registry.ts, it is found, fetched, read and named in sentences; nothing else asks for it.
 * `Options` are keys of its own in a config.
 */
export interface DatasetFormat<Options = Readonly<Record<string, unknown>>> {
  /** Its name for the key `format` of a config's entry. */
  readonly name: string;
  /** What files of it are in a sentence: `give both files as …`. */
  readonly title: string;
  /** What such a file holds, in a phrase for the reference of configs. */
  readonly summary: string;
  /**
   * In the order in which they are looked for. A format without any is read where a config names it,
   * such as a second form of `.csv`.
   */
  readonly endings: readonly FileEnding[];
  /**
   * Keys that the format takes in a config's entry. Each has a default or is optional: of a set of the
   * archive nothing is said.
   */
  readonly options: { readonly [Key in keyof Options]-?: z.ZodType<Options[Key]> };
  /**
   * Reads a whole file, text or not: `text.ts` and `lines.ts` have what text needs.
   * @throws HarnessError `data`, one sentence with the file and, in a text, line and column
   */
  parse(bytes: Buffer, context: ReadContext<Options>): SeriesFile;
  /** Counts the series of a file as its bytes pass, without their values: a download is checked so. */
  seriesCounter(): SeriesCounter;
  /**
   * Reads series that need no label, for `harness gram`; a format without this function is read with
   * its labels there, which are left out.
   * @param labels where a row's label stands
   */
  parseUnlabelled?(bytes: Buffer, file: string, labels: "none" | "first"): Sequences;
}

/** What an entry of a config says to a format, with the defaults of what it does not say. */
export function optionsOf<Options>(format: DatasetFormat<Options>, entry: object): Options {
  return z.object(format.options).parse(entry) as Options;
}
