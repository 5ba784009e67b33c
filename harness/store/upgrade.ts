/**
 * Brings records of format 1 into the form of format 2; their numbers stay what they are.
 *
 *     npx tsx harness/store/upgrade.ts results
 *
 * In format 1 a classification was always a kernel with a C-SVM: its definition held `kernel`, `grid`,
 * `C` and `svm`, a candidate was a pair of a setting and a C, and facts of the fit stood beside the test.
 * Records of other experiments differ in the number of the format alone.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { contentKey, type Json } from "../canonical-json.ts";
import { HarnessError } from "../errors.ts";
import { type HarnessRecord, recordFormat, recordSchema } from "./record.ts";
import { recordText, writeAtomically } from "./records.ts";

type Group = { readonly [key: string]: Json };

interface OldCandidate {
  readonly setting: number;
  readonly c: number;
}

interface OldSelection {
  readonly foldSeed: number;
  readonly notes: readonly string[];
  readonly validation: {
    readonly denominator: number;
    readonly best: number;
    readonly numerators: readonly (readonly number[])[] | null;
  };
  readonly chosen: OldCandidate;
  readonly ties: {
    readonly count: number;
    readonly recorded: readonly (OldCandidate & { readonly testCorrect: number })[];
  };
  readonly test: Group & { readonly correct: number; readonly predictions: readonly number[] };
  readonly gram: Json;
}

function upgradedTask({ kernel, grid, C, svm, ...rest }: Group): Group {
  const axes = [...(grid as readonly Json[]), { key: "C", values: C! }];
  return { ...rest, method: { name: "svm", kernel: kernel!, grid: axes, settings: svm! } };
}

function upgradedResult({ grid, C, selections, ...rest }: Group): Group {
  const costs = (C as readonly number[]).length;
  const candidate = ({ setting, c }: OldCandidate) => setting * costs + c;
  return {
    ...rest,
    grid: [...(grid as readonly Json[]), { key: "C", values: C! }],
    selections: (selections as unknown as readonly OldSelection[]).map(
      ({ validation, chosen, ties, test, gram, ...others }): Group => {
        const { correct, predictions, ...fit } = test;
        return {
          ...others,
          validation: { ...validation, numerators: validation.numerators?.flat() ?? null },
          chosen: candidate(chosen),
          ties: {
            count: ties.count,
            recorded: ties.recorded.map((tie) => ({
              candidate: candidate(tie),
              testCorrect: tie.testCorrect,
            })),
          },
          test: { correct, predictions },
          fit: { ...fit, gram },
        };
      },
    ),
  };
}

/**
 * A record of format 1, without its digest, in the present format.
 * @throws HarnessError `data` where it is none
 */
export function upgraded(old: Group): HarnessRecord {
  if (old.format !== 1) {
    throw new HarnessError("data", `the record has format ${String(old.format)}, expected 1`);
  }
  const classification = old.experiment === "classification";
  const task = classification ? upgradedTask(old.task as Group) : (old.task as Group);
  const result =
    classification && old.result !== undefined ? upgradedResult(old.result as Group) : old.result;
  return recordSchema.parse({
    ...old,
    format: recordFormat,
    key: contentKey(task),
    task,
    ...(result === undefined ? {} : { result }),
  });
}

/** Upgrades every record below a folder and says how many there were. */
function upgradeFolder(folder: string): number {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".json") && !name.endsWith(".run.json"))
    .sort();
  let count = 0;
  for (const name of files) {
    const path = join(folder, name);
    const { digest, ...content } = JSON.parse(readFileSync(path, "utf8")) as Group;
    if (content.format !== 1) continue;
    if (digest !== contentKey(content)) {
      throw new HarnessError("data", `${path} was changed after it was written: left as it is`);
    }
    writeAtomically(path, recordText(upgraded(content)));
    count++;
  }
  return count;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [folder] = process.argv.slice(2);
  if (folder === undefined) throw new Error("usage: npx tsx harness/store/upgrade.ts <folder>");
  console.log(`${upgradeFolder(folder)} records upgraded to format ${recordFormat}`);
}
