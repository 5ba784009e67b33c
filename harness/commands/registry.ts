import type { ArgumentsCamelCase, Argv, CommandModule } from "yargs";

/** A command whose code is loaded when it is called: `--help` and a typo need none of it. */
function command<Flags>(
  usage: string,
  describe: string,
  load: () => Promise<CommandModule<object, Flags>>,
): CommandModule {
  return {
    command: usage,
    describe,
    builder: async (parser: Argv) => {
      const { builder } = await load();
      return typeof builder === "function" ? builder(parser) : parser;
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
    async () => (await import("./try.ts")).tryCommand,
  ),
  command(
    "run <config>",
    "Compute what is missing or stale, record it, report it",
    async () => (await import("./run.ts")).runCommand,
  ),
  command(
    "plan <config>",
    "What would run: tasks, Grams, fits, expected time and memory, what is stale and why",
    async () => (await import("./plan.ts")).planCommand,
  ),
  command(
    "report <config>",
    "Derive tables, figures and the page again from the records",
    async () => (await import("./report.ts")).reportCommand,
  ),
  command(
    "verify <config>",
    "Recompute and compare with the records; exit status 4 where something differs",
    async () => (await import("./verify.ts")).verifyCommand,
  ),
  command(
    "explain <config> <dataset> <method>",
    "Everything behind one number: settings, validation, ties, predictions, checksums",
    async () => (await import("./explain.ts")).explainCommand,
  ),
  command(
    "compare <a> <b>",
    "Two result folders, or one and the paper or published classifiers, data set by data set",
    async () => (await import("./compare.ts")).compareCommand,
  ),
  command(
    "ablation <folders..>",
    "Several result folders, a row each: do scores and order of the methods survive?",
    async () => (await import("./ablation.ts")).ablationCommand,
  ),
  command(
    "gram [file]",
    "Gram matrix of your own series, of any lengths: from a JSON case or a CSV, a series a row",
    async () => (await import("./gram.ts")).gramCommand,
  ),
  command(
    "slurm <config>",
    "Write a Slurm job array of a config, and the job that merges, records and reports",
    async () => (await import("./slurm.ts")).slurmCommand,
  ),
  command(
    "shard <config>",
    "Compute one shard of a config's units: an element of that job array",
    async () => (await import("./shard.ts")).shardCommand,
  ),
  command(
    "worker",
    "Compute for runs on other machines, from a queue in Redis",
    async () => (await import("./worker.ts")).workerCommand,
  ),
  command(
    "status",
    "How a queue stands: depth, workers, rate and time left of the run, failures",
    async () => (await import("./status.ts")).statusCommand,
  ),
  command(
    "fetch [names..]",
    "Download data sets of the UCR archive, check them and put them into place",
    async () => (await import("./fetch.ts")).fetchCommand,
  ),
  command(
    "datasets [names..]",
    "List the archive's data sets and where they are here, or verify their files",
    async () => (await import("./datasets.ts")).datasetsCommand,
  ),
  command(
    "schema",
    "Print what a config may hold: the JSON schema for editors, or the reference page",
    async () => (await import("./schema.ts")).schemaCommand,
  ),
];
