import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { CommandModule } from "yargs";
import { HarnessError } from "../errors.ts";
import { firstUnits } from "../plan/first-units.ts";
import { durationText } from "../run/progress.ts";
import { dealShares } from "../run/shares.ts";
import { type ConfigArguments, planFrom, withConfig } from "./config-options.ts";

interface SlurmArguments extends ConfigArguments {
  shares: number;
  cpus: number;
  output: string | undefined;
  sbatch: string[];
}

function wholeNumber(flag: string, value: number): number {
  if (Number.isInteger(value) && value >= 1) return value;
  throw new HarnessError("usage", `--${flag} takes a whole number, 1 or more, found ${value}`);
}

/** A word of a shell's command line. */
function word(text: string): string {
  return /^[\w./=,@%+:-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** The flags with which every job has to see the same plan. */
function planFlags(flags: ConfigArguments): string[] {
  const given = [
    ["archive", flags.archive],
    ["series", flags.series],
    ["column", flags.column],
    ["results", flags.results],
  ] as const;
  return [
    ...given.flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, word(value)])),
    ...flags.only.flatMap((only) => ["--only", word(only)]),
    ...(flags.quick ? ["--quick"] : []),
  ];
}

function script(
  name: string,
  log: string,
  options: readonly string[],
  command: readonly string[],
): string {
  const directives = [
    `--job-name=${word(name)}`,
    `--chdir=${word(process.cwd())}`,
    `--output=${word(log)}`,
    ...options,
  ];
  return [
    "#!/usr/bin/env bash",
    ...directives.map((option) => `#SBATCH ${option}`),
    "set -euo pipefail",
    command.join(" "),
    "",
  ].join("\n");
}

const submit = `#!/usr/bin/env bash
# Submits the shares, and the run that merges them, records and reports when all have ended.
set -euo pipefail
cd "$(dirname "$0")"
array=$(sbatch --parsable array.sh)
merge=$(sbatch --parsable --dependency="afterany:\${array%%;*}" merge.sh)
echo "shares: job \${array%%;*}, merging run: job \${merge%%;*}"
`;

async function slurm(flags: SlurmArguments): Promise<void> {
  const cpus = wholeNumber("cpus", flags.cpus);
  const asked = wholeNumber("shares", flags.shares);
  const { loaded, plan } = planFrom(flags);
  const units = await firstUnits(plan);
  if (units.length === 0) {
    throw new HarnessError(
      "usage",
      `${flags.config} has nothing to compute: its records are there`,
    );
  }
  const count = Math.min(asked, units.length);
  const seconds = units.map(({ call }) => call.seconds);
  const shares = dealShares(seconds, count);
  const loads = shares.map((items) => items.reduce((sum, item) => sum + seconds[item]!, 0));
  const folder = flags.output ?? join("slurm", loaded.name);
  mkdirSync(folder, { recursive: true });
  const root = fileURLToPath(new URL("../../", import.meta.url));
  const program = ["npx", "--prefix", word(root), "tsx", word(join(root, "harness"))];
  const config = word(relative(".", resolve(flags.config)));
  const common = [...flags.sbatch, `--cpus-per-task=${cpus}`];
  const own = planFlags(flags);
  const jobs = ["--jobs", '"$SLURM_CPUS_PER_TASK"'];
  const array = script(
    `${loaded.name}-shares`,
    join(resolve(folder), "share-%a.log"),
    [`--array=1-${count}`, ...common],
    [...program, "shard", config, `--share "$SLURM_ARRAY_TASK_ID/${count}"`, ...jobs, ...own],
  );
  const merge = script(`${loaded.name}-merge`, join(resolve(folder), "merge.log"), common, [
    ...program,
    "run",
    config,
    ...jobs,
    ...own,
    "--reports",
    word(flags.reports),
  ]);
  const rows = loads.map((load, k) => `${k + 1},${shares[k]!.length},${load.toFixed(1)}`);
  const files = {
    "array.sh": array,
    "merge.sh": merge,
    "submit.sh": submit,
    "shares.csv": ["share,units,expected_seconds", ...rows, ""].join("\n"),
  };
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, name), text);
    if (name.endsWith(".sh")) chmodSync(join(folder, name), 0o755);
  }
  const total = loads.reduce((sum, load) => sum + load, 0);
  const most = Math.max(...loads);
  console.log(
    `${units.length} units in ${count} shares of ${durationText(Math.min(...loads))} to ${durationText(most)}, ${durationText(total)} together`,
  );
  console.log(`Submit: ${join(folder, "submit.sh")}`);
}

export const slurmCommand: CommandModule<object, SlurmArguments> = {
  builder: (builder) =>
    withConfig(builder)
      .option("shares", {
        type: "number",
        default: 64,
        describe: "Elements of the job array",
      })
      .option("cpus", {
        type: "number",
        default: 1,
        describe: "Cores, and worker threads, of a share and of the merging run",
      })
      .option("output", {
        type: "string",
        describe: "Folder of the scripts and logs; slurm/<config> unless given",
      })
      .option("sbatch", {
        type: "string",
        array: true,
        default: [] as string[],
        describe: "Further options of sbatch, such as --sbatch=--partition=short",
      }),
  handler: slurm,
};
