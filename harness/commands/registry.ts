import type { CommandModule } from "yargs";
import { compareCommand } from "./compare.ts";
import { explainCommand } from "./explain.ts";
import { gramCommand } from "./gram.ts";
import { planCommand } from "./plan.ts";
import { reportCommand } from "./report.ts";
import { runCommand } from "./run.ts";
import { schemaCommand } from "./schema.ts";
import { verifyCommand } from "./verify.ts";

/** Every command, in the order of --help. */
export const commands = [
  runCommand,
  planCommand,
  reportCommand,
  verifyCommand,
  explainCommand,
  compareCommand,
  gramCommand,
  schemaCommand,
] as unknown as readonly CommandModule[];
