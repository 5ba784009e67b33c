import { left, textTable } from "../report/text-table.ts";
import { type Finding, findingKinds, type Verdict } from "../verify/finding.ts";

/** Differences of one task that are shown before the rest is counted. */
const findingsShown = 10;

interface Line {
  readonly task: string;
  readonly finding: Finding;
}

function differenceLines({ dataset, method, findings }: Verdict): Line[] {
  return findings
    .slice(0, findingsShown)
    .map((finding, i) => ({ task: i === 0 ? `${dataset} / ${method}` : "", finding }));
}

function restLines({ dataset, method, findings }: Verdict): string[] {
  const rest = findings.length - findingsShown;
  return rest > 0 ? [`… and ${rest} more differences of ${dataset} / ${method}`] : [];
}

function differencesTable(verdicts: readonly Verdict[]): string[] {
  const lines = verdicts.flatMap(differenceLines);
  if (lines.length === 0) return [];
  const table = textTable(lines, [
    left("task", ({ task }) => task),
    left("found", ({ finding }) => findingKinds[finding.kind]),
    left("where", ({ finding }) => finding.where),
    left("committed", ({ finding }) => finding.committed),
    left("recomputed", ({ finding }) => finding.recomputed),
  ]);
  return [table, ...verdicts.flatMap(restLines), ""];
}

/** Tasks with the same words, counted. */
function grouped(verdicts: readonly Verdict[]): string[] {
  const groups = new Map<string, string[]>();
  for (const { dataset, method, checked } of verdicts) {
    groups.set(checked, [...(groups.get(checked) ?? []), `${dataset} / ${method}`]);
  }
  return [...groups].map(([checked, names]) => {
    const shown = names.length > 3 ? `${names.length} tasks` : names.join(", ");
    return `  ${shown}: ${checked}`;
  });
}

/** The verdicts for a terminal: the differences as a table, then what was and what was not verified. */
export function verdictsText(verdicts: readonly Verdict[]): string {
  const of = (status: Verdict["status"]) => verdicts.filter((verdict) => verdict.status === status);
  const [verified, open] = [of("verified"), of("not verified")];
  return [
    ...differencesTable(of("differs")),
    `verified: ${verified.length} of ${verdicts.length}`,
    ...grouped(verified),
    ...(open.length === 0 ? [] : [`not verified: ${open.length}`, ...grouped(open)]),
  ].join("\n");
}
