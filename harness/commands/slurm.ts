import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { CommandModule } from "yargs";
import { firstUnits } from "../plan/first-units.ts";
import { type Plan, refuseOwnFiles } from "../plan/plan.ts";
import { counted } from "../report/format.ts";
import { durationText } from "../run/progress.ts";
import { dealShards } from "../run/shards.ts";
import { shellWord } from "../shell-word.ts";
import { type ConfigArguments, planFlags, planFrom, withConfig } from "./config-options.ts";
import { number, text, texts } from "./flags.ts";
import { wholeNumber } from "./whole-number.ts";

interface SlurmArguments extends ConfigArguments {
  shards: number;
  cpus: number;
  output: string | undefined;
  sbatch: string[];
}

function script(
  name: string,
  log: string,
  options: readonly string[],
  command: readonly string[],
): string {
  const directives = [
    `--job-name=${shellWord(name)}`,
    `--chdir=${shellWord(process.cwd())}`,
    `--output=${shellWord(log)}`,
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
# Submits the shards, and the run that merges them, records and reports when all have ended.
set -euo pipefail
cd "$(dirname "$0")"
array=$(sbatch --parsable array.sh)
merge=$(sbatch --parsable --dependency="afterany:\${array%%;*}" merge.sh)
echo "shards: job \${array%%;*}, merging run: job \${merge%%;*}"
`;

/** Why there are no scripts to write. */
function nothingToCompute(config: string, { tasks }: Plan): string {
  const absent = tasks.filter(({ status }) => status.kind === "unavailable").length;
  const why =
    absent === 0 ? "its records are there" : `${counted(absent, "task")} of it are without data`;
  return `${config} has nothing to compute: ${why}. No script was written.`;
}

async function slurm(flags: SlurmArguments): Promise<void> {
  const cpus = wholeNumber("cpus", flags.cpus);
  const asked = wholeNumber("shards", flags.shards);
  const { loaded, plan } = planFrom(flags);
  refuseOwnFiles(plan);
  const units = await firstUnits(plan);
  if (units.length === 0) {
    console.log(nothingToCompute(flags.config, plan));
    return;
  }
  const count = Math.min(asked, units.length);
  const seconds = units.map(({ call }) => call.seconds);
  const shards = dealShards(seconds, count);
  const loads = shards.map((items) => items.reduce((sum, item) => sum + seconds[item]!, 0));
  const folder = flags.output ?? join("slurm", loaded.name);
  mkdirSync(folder, { recursive: true });
  const root = fileURLToPath(new URL("../../", import.meta.url));
  const program = ["npx", "--prefix", shellWord(root), "tsx", shellWord(join(root, "harness"))];
  const config = shellWord(relative(".", resolve(flags.config)));
  const common = [...flags.sbatch, `--cpus-per-task=${cpus}`];
  const own = planFlags(flags).map(shellWord);
  const jobs = ["--jobs", '"$SLURM_CPUS_PER_TASK"'];
  const array = script(
    `${loaded.name}-shards`,
    join(resolve(folder), "shard-%a.log"),
    [`--array=1-${count}`, ...common],
    [...program, "shard", config, `--shard "$SLURM_ARRAY_TASK_ID/${count}"`, ...jobs, ...own],
  );
  const merge = script(`${loaded.name}-merge`, join(resolve(folder), "merge.log"), common, [
    ...program,
    "run",
    config,
    ...jobs,
    ...own,
    "--reports",
    shellWord(flags.reports),
  ]);
  const rows = loads.map((load, k) => `${k + 1},${shards[k]!.length},${load.toFixed(1)}`);
  const files = {
    "array.sh": array,
    "merge.sh": merge,
    "submit.sh": submit,
    "shards.csv": ["shard,units,expected_seconds", ...rows, ""].join("\n"),
  };
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, name), text);
    if (name.endsWith(".sh")) chmodSync(join(folder, name), 0o755);
  }
  const total = loads.reduce((sum, load) => sum + load, 0);
  const most = Math.max(...loads);
  console.log(
    `${units.length} units in ${count} shards of ${durationText(Math.min(...loads))} to ${durationText(most)}, ${durationText(total)} together`,
  );
  console.log(`Submit: ${join(folder, "submit.sh")}`);
}

export const slurmCommand: CommandModule<object, SlurmArguments> = {
  builder: (builder) =>
    withConfig(builder)
      .option("shards", number(64, "Elements of the job array"))
      .option("cpus", number(1, "Cores, and worker threads, of a shard and of the merging run"))
      .option("output", text("Folder of the scripts and logs; slurm/<config> unless given"))
      .option("sbatch", texts("Further options of sbatch, such as --sbatch=--partition=short")),
  handler: slurm,
};
