import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, isAbsolute, join } from "node:path";
import Papa from "papaparse";
import { HarnessError } from "../errors.ts";
import { didYouMean } from "../nearest.ts";

/** A column of numbers of a CSV file. */
export interface DailySeries {
  /** File name without its ending, in lower case. */
  readonly name: string;
  readonly values: readonly number[];
  /** What stands in the first column beside each value, such as the date. */
  readonly days: readonly string[];
}

const packagePrefix = "npm:";

/** Path of a series: of an installed package's file, or relative to `base`. */
function pathOf(file: string, base: string): string {
  if (!file.startsWith(packagePrefix)) return isAbsolute(file) ? file : join(base, file);
  const name = file.slice(packagePrefix.length);
  try {
    return createRequire(import.meta.url).resolve(name);
  } catch {
    throw new HarnessError(
      "data",
      `${file} is not there: no installed package has the file ${name}`,
      "npm ci, or give a CSV of your own with --series",
    );
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const why = code === "ENOENT" ? "there is no such file" : message;
    throw new HarnessError("data", `cannot read the series ${path}: ${why}`);
  }
}

/**
 * Reads one column of a CSV file with a header.
 * @param file path relative to `base`, or `npm:` and a file of an installed package
 * @throws HarnessError `data` where file or column are not there, or a value is no finite number
 */
export function readDailySeries(file: string, column: string, base: string): DailySeries {
  const path = pathOf(file, base);
  const { data } = Papa.parse<string[]>(readText(path));
  const header = data[0] ?? [];
  const rows = data
    .map((cells, i) => ({ cells, line: i + 1 }))
    .filter(({ cells, line }) => line > 1 && cells.some((cell) => cell.trim() !== ""));
  const at = header.indexOf(column);
  if (at < 0) {
    const guess = didYouMean(column, header);
    throw new HarnessError(
      "data",
      `${path}:1: there is no column "${column}"${guess || `; columns are ${header.join(", ")}`}`,
    );
  }
  const values = rows.map(({ cells, line }) => {
    const text = cells[at]?.trim() ?? "";
    const value = Number(text);
    if (text !== "" && Number.isFinite(value)) return value;
    throw new HarnessError(
      "data",
      `${path}:${line}: ${column} must be a number, found ${JSON.stringify(text)}`,
    );
  });
  return {
    name: basename(path)
      .replace(/\.[^.]*$/, "")
      .toLowerCase(),
    values,
    days: rows.map(({ cells }) => cells[0] ?? ""),
  };
}

/** SHA-256 of the values of a series, whatever file they came from. */
export function seriesChecksum(values: readonly number[]): string {
  return createHash("sha256").update(Float64Array.from(values)).digest("hex");
}
