import { HarnessError } from "../../errors.ts";
import type { Sequences } from "../../math/sequences.ts";
import { newFloats } from "../../memory.ts";

/** What a data file holds: series, NaN where a value is missing, each with its label. */
export interface SeriesFile {
  readonly sequences: Sequences;
  /** One a series; numbers in their shortest form, so that `1` and `1.0000000e+00` are one class. */
  readonly labels: readonly string[];
  /** Line of the file on which each begins, where that is known. */
  readonly lines?: readonly number[];
}

/** Line and column in a text file, counted from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
}

/** An error of a data file: `file:line:column: sentence`. */
export function fileError(
  { file, line, column }: Position,
  sentence: string,
  hint?: string,
): HarnessError {
  const where = column === undefined ? `${file}:${line}` : `${file}:${line}:${column}`;
  return new HarnessError("data", `${where}: ${sentence}`, hint);
}

/** A text from a file, fit to stand in a sentence. */
export function quoted(text: string): string {
  const short = text.length > 24 ? `${text.slice(0, 23)}…` : text;
  return JSON.stringify(short).replace(/[^\x20-\x7e…]/g, "·");
}

/** What is wrong with a text that should be a finite number. */
export function numberFault(text: string): string {
  const trimmed = text.trim();
  if (trimmed === "") return "a value is empty; a missing one is written NaN";
  return /^[+-]?\d/.test(trimmed) &&
    !Number.isFinite(Number(trimmed)) &&
    !Number.isNaN(Number(trimmed))
    ? `the value ${quoted(trimmed)} is too large for a 64-bit number`
    : `the value ${quoted(trimmed)} is no number`;
}

/**
 * The number that a text denotes, NaN for `NaN` in any case, and `undefined` for anything else:
 * no other spelling, no empty text, no hexadecimal, nothing infinite.
 */
export function decimalNumber(text: string): number | undefined {
  const value = Number(text);
  if (value - value === 0) {
    if (value === 0 && !text.includes("0")) return undefined; // blank
    // 0x…, 0b…, 0o… are numbers to JavaScript alone
    if (text.length > 2 && text.charCodeAt(1) > 97 && /^\s*0[xbo]/i.test(text)) return undefined;
    return value;
  }
  return /^\s*nan\s*$/i.test(text) ? Number.NaN : undefined;
}

/**
 * The values of neighbouring fields: numbers, NaN for `?` or NaN, where one is missing.
 * @param position of the first field; one sign separates it from the next
 */
export function numbersOf(fields: readonly string[], position: Required<Position>): number[] {
  let { column } = position;
  return fields.map((field) => {
    const value = field.trim() === "?" ? Number.NaN : decimalNumber(field);
    if (value === undefined) throw fileError({ ...position, column }, numberFault(field));
    column += field.length + 1;
    return value;
  });
}

/** Collects series of one dimension into a flat buffer that grows. */
export class SeriesBuilder {
  private values: Float64Array;
  private used = 0;
  private readonly starts: number[] = [];
  private readonly labels: string[] = [];

  /** @param expected number of values, where it is known */
  constructor(expected = 4096) {
    this.values = newFloats(Math.max(1, expected));
  }

  /** Begins a series. */
  start(label: string): void {
    this.starts.push(this.used);
    this.labels.push(label);
  }

  /** Appends a value to the series that was begun last. */
  push(value: number): void {
    if (this.used === this.values.length) {
      const larger = newFloats(2 * this.used);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.used++] = value;
  }

  get count(): number {
    return this.labels.length;
  }

  /** All series; each has a whole number of steps of `dimension` channels. */
  finish(dimension: number): SeriesFile {
    const offsets = Int32Array.from(this.starts);
    const ends = [...this.starts.slice(1), this.used];
    return {
      sequences: {
        count: offsets.length,
        dimension,
        lengths: Int32Array.from(offsets, (start, i) => (ends[i]! - start) / dimension),
        offsets,
        values: this.used === this.values.length ? this.values : this.values.slice(0, this.used),
      },
      labels: this.labels,
    };
  }
}
