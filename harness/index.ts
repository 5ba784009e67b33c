import yargs from "yargs";
import { hideBin } from "yargs/helpers";
import { endWithReader } from "./commands/closed-pipe.ts";
import { makeConsolePrintable } from "./commands/printable-console.ts";
import { commandNames, commands } from "./commands/registry.ts";
import { usageFault } from "./commands/usage-fault.ts";
import { exitStatus, HarnessError } from "./errors.ts";
import { programName } from "./program-name.ts";
import { prepareProcess } from "./run/v8.ts";
import { surroundingsFault } from "./surroundings.ts";
import { version } from "./version.ts";

prepareProcess();
endWithReader([process.stdout, process.stderr]);
makeConsolePrintable();

function report(caught: unknown): number {
  const error = surroundingsFault(caught) ?? caught;
  if (!(error instanceof HarnessError)) {
    console.error(error);
    console.error("This is a defect of the program, not of your input.");
    return 1;
  }
  console.error(error.hint === undefined ? error.message : `${error.message}\n  ${error.hint}`);
  return exitStatus[error.code];
}

/** The flags of the command that is called; yargs hands in its texts of help, whatever its types say. */
function flagNames(help: unknown): string[] {
  const { getDescriptions } = help as { getDescriptions(): Record<string, string> };
  return Object.keys(getDescriptions());
}

const parser = yargs(hideBin(process.argv))
  .scriptName("harness") // short, so that the list of commands fits a line each
  .usage(
    "$0 <command>\n\nRecurrent neural tangent kernels, compared and recomputed to the last bit.",
  )
  .command([...commands])
  .demandCommand(1, `Name a command; ${programName} --help lists them.`)
  .strict()
  .version(version)
  .alias("h", "help")
  .wrap(Math.min(100, process.stdout.columns ?? 100))
  .exitProcess(false)
  .fail((message, error, help) => {
    throw (
      error ??
      usageFault(message, {
        commands: commandNames,
        flags: flagNames(help),
        words: hideBin(process.argv),
      })
    );
  });

// What fails in a thread as it starts reaches nobody who waits.
process.on("uncaughtException", (error) => process.exit(report(error)));

process.once("SIGINT", () => {
  console.error("\nStopped. What was finished is kept; the same command goes on from there.");
  process.exit(130);
});

try {
  await parser.parseAsync();
} catch (error) {
  process.exitCode = report(error);
  // Tasks under way would go on, and fail one by one.
  if (surroundingsFault(error) !== undefined) process.exit();
}
