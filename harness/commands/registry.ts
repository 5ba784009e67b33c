import type { ArgumentsCamelCase, Argv, CommandModule } from "yargs";
import { programName } from "../program-name.ts";

/** A command line that the help of its command shows. */
interface Example {
  /** What follows the program's name. */
  readonly line: string;
  readonly what: string;
}

/** A command whose code is loaded when it is called: `--help` and a typo need none of it. */
function command<Flags>(
  usage: string,
  describe: string,
  example: Example,
  load: () => Promise<CommandModule<object, Flags>>,
): CommandModule {
  return {
    command: usage,
    describe,
    builder: async (parser: Argv) => {
      const { builder } = await load();
      const shown = parser.example(`${programName} ${example.line}`, example.what);
      return typeof builder === "function" ? builder(shown) : shown;
    },
    // what the builder has made of the command line
    handler: async (flags) => (await load()).handler(flags as ArgumentsCamelCase<Flags>),
  };
}

/** Every command, in the order of --help. */
export const commands: readonly CommandModule[] = [
  command(
    "try <file> [test]",
    "Compare kernels on your own series: guesses the table's form, writes a config and runs it",
    {
      line: "try sensors.csv --label class",
      what: "series a row, classes in the column class",
    },
    async () => (await import("./try.ts")).tryCommand,
  ),
  command(
    "run <config>",
    "Compute what is missing or stale, record it, report it",
    {
      line: "run configs/quickstart.yaml --jobs 2",
      what: "five methods on five data sets, in a minute",
    },
    async () => (await import("./run.ts")).runCommand,
  ),
  command(
    "plan <config>",
    "What would run: tasks, Grams, fits, expected time and memory, what is stale and why",
    {
      line: "plan configs/ucr-small.yaml --workers 1,8",
      what: "how long it takes with so many workers",
    },
    async () => (await import("./plan.ts")).planCommand,
  ),
  command(
    "report <config>",
    "Derive tables, figures and the page again from the records",
    {
      line: "report configs/paper-table.yaml --print scores",
      what: "one of its tables, as Markdown",
    },
    async () => (await import("./report.ts")).reportCommand,
  ),
  command(
    "verify <config>",
    "Recompute and compare with the records; exit status 4 where something differs",
    { line: "verify configs/learners.yaml --full", what: "every number again, from nothing" },
    async () => (await import("./verify.ts")).verifyCommand,
  ),
  command(
    "explain <config> <dataset> <method>",
    "Everything behind one number: settings, validation, ties, predictions, checksums",
    {
      line: "explain configs/paper-table.yaml Coffee rntk",
      what: "one number of the paper's table",
    },
    async () => (await import("./explain.ts")).explainCommand,
  ),
  command(
    "compare <a> <b>",
    "Two result folders, or one and the paper or published classifiers, data set by data set",
    { line: "compare results/paper-table paper", what: "our numbers beside the paper's" },
    async () => (await import("./compare.ts")).compareCommand,
  ),
  command(
    "ablation <folders..>",
    "Several result folders, a row each: do scores and order of the methods survive?",
    {
      line: "ablation results/paper-table results/ablation-z-norm",
      what: "the same with another scale",
    },
    async () => (await import("./ablation.ts")).ablationCommand,
  ),
  command(
    "gram [file]",
    "Gram matrix of your own series, of any lengths: from a JSON case or a CSV, a series a row",
    {
      line: "gram series.csv --kernel rntk --sigma-w 1.4 --format csv",
      what: "its rows may differ in length",
    },
    async () => (await import("./gram.ts")).gramCommand,
  ),
  command(
    "slurm <config>",
    "Write a Slurm job array of a config, and the job that merges, records and reports",
    {
      line: "slurm configs/paper-table.yaml --shards 64 --cpus 4",
      what: "scripts in slurm/paper-table",
    },
    async () => (await import("./slurm.ts")).slurmCommand,
  ),
  command(
    "shard <config>",
    "Compute one shard of a config's units: an element of that job array",
    {
      line: "shard configs/paper-table.yaml --shard 3/64 --jobs 4",
      what: "as the job array calls it",
    },
    async () => (await import("./shard.ts")).shardCommand,
  ),
  command(
    "worker",
    "Compute for runs on other machines, from a queue in Redis",
    { line: "worker --redis redis://head:6379 --jobs 8", what: "until Ctrl-C" },
    async () => (await import("./worker.ts")).workerCommand,
  ),
  command(
    "status",
    "How a queue stands: depth, workers, rate and time left of the run, failures",
    { line: "status --redis redis://head:6379", what: "once" },
    async () => (await import("./status.ts")).statusCommand,
  ),
  command(
    "fetch [names..]",
    "Download data sets of the UCR archive, check them and put them into place",
    {
      line: "fetch Coffee GunPoint configs/ucr-small.yaml",
      what: "two sets, and those of a config",
    },
    async () => (await import("./fetch.ts")).fetchCommand,
  ),
  command(
    "datasets [names..]",
    "List the archive's data sets and where they are here, or verify their files",
    { line: "datasets paper-56 --verify", what: "those that are here, against what is published" },
    async () => (await import("./datasets.ts")).datasetsCommand,
  ),
  command(
    "schema",
    "Print what a config may hold: the JSON schema for editors, or the reference page",
    { line: "schema > configs/config.schema.json", what: "for completion in an editor" },
    async () => (await import("./schema.ts")).schemaCommand,
  ),
];

/** The word that calls each of them. */
export const commandNames: readonly string[] = commands.map(
  ({ command: usage }) => String(usage).split(" ", 1)[0]!,
);
