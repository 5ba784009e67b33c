import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { CommandModule } from "yargs";
import { HarnessError } from "../errors.ts";
import { programName } from "../program-name.ts";
import { deriveReport } from "../report/derive.ts";
import { localExecutor } from "../run/local-executor.ts";
import { startProgress } from "../run/progress.ts";
import { type Verdict, verdictOf } from "../verify/finding.ts";
import { junitXml } from "../verify/junit.ts";
import type { Depth } from "../verify/recompute.ts";
import { compareReports } from "../verify/report-files.ts";
import { strayRecords } from "../verify/stray.ts";
import { verifyPlan } from "../verify/verify.ts";
import { writeAtomically } from "../write-atomically.ts";
import {
  type ConfigArguments,
  type PlannedConfig,
  planFrom,
  withConfig,
} from "./config-options.ts";
import { number, text, toggle } from "./flags.ts";
import { terminalOptions } from "./terminal-options.ts";
import { verdictsText } from "./verify-text.ts";
import { wholeNumber } from "./whole-number.ts";

interface VerifyArguments extends ConfigArguments {
  sample: number;
  full: boolean;
  jobs: number;
  junit: string | undefined;
  json: boolean;
}

const reportFiles = { dataset: "report", method: "files" };

function unchecked(reason: string): Verdict {
  return { ...reportFiles, status: "not verified", checked: reason, findings: [] };
}

/** Whether the report is the one that the records give. */
async function reportVerdict(
  planned: PlannedConfig,
  flags: VerifyArguments,
  verdicts: readonly Verdict[],
): Promise<Verdict> {
  if (flags.only.length > 0) return unchecked("the report is of the whole config, not of --only");
  if (!existsSync(planned.report)) return unchecked(`there is no report ${planned.report}`);
  if (verdicts.some(({ status }) => status === "differs")) {
    return unchecked("the records it would be derived from differ");
  }
  const folder = join(mkdtempSync(join(tmpdir(), "verify-report-")), "report");
  try {
    await deriveReport({ ...planned, report: folder }, terminalOptions());
    const { files, findings } = compareReports(planned.report, folder);
    return verdictOf(reportFiles, `${files} files`, findings);
  } finally {
    rmSync(dirname(folder), { recursive: true });
  }
}

async function verdictsOf(planned: PlannedConfig, flags: VerifyArguments): Promise<Verdict[]> {
  const { plan, results } = planned;
  const jobs = wholeNumber("jobs", flags.jobs);
  const draws = wholeNumber("sample", flags.sample);
  const depth: Depth = flags.full ? { kind: "full" } : { kind: "sample", draws };
  const executor = localExecutor(jobs);
  const progress = startProgress(
    plan.tasks.map(({ task, seconds }) => ({ ...task, seconds })),
    process.stderr,
  );
  try {
    const tasks = await verifyPlan(plan, executor, { results, depth }, progress);
    const strays = flags.only.length > 0 ? [] : strayRecords(plan, results);
    const verdicts = [...tasks, ...strays];
    return [...verdicts, await reportVerdict(planned, flags, verdicts)];
  } finally {
    progress.stop();
    await executor.close();
  }
}

async function verify(flags: VerifyArguments): Promise<void> {
  const planned = planFrom(flags);
  const { name } = planned.loaded;
  const verdicts = await verdictsOf(planned, flags);
  if (flags.junit !== undefined) writeAtomically(flags.junit, junitXml(name, verdicts));
  console.log(
    flags.json ? JSON.stringify({ config: name, verdicts }, null, 2) : verdictsText(verdicts),
  );
  const differing = verdicts.filter(({ status }) => status === "differs").length;
  if (differing > 0) {
    const ofAll = `${differing} of ${verdicts.length}`;
    throw new HarnessError("differs", `${ofAll} checks found something else than is committed.`);
  }
  if (!verdicts.some(({ status }) => status === "verified")) {
    throw new HarnessError(
      "data",
      "nothing could be verified: none of the data sets is on this machine",
      `${programName} fetch gets them, or --archive says where they are`,
    );
  }
}

export const verifyCommand: CommandModule<object, VerifyArguments> = {
  builder: (builder) =>
    withConfig(builder)
      .option(
        "sample",
        number(20, "Recompute this many settings and refits of every record, drawn by its key"),
      )
      .option("full", toggle("Recompute every record whole"))
      .option("jobs", number(availableParallelism(), "Number of worker threads"))
      .option("junit", text("Write the verdicts as JUnit XML to this file"))
      .option("json", toggle("Print the verdicts as JSON")),
  handler: verify,
};
