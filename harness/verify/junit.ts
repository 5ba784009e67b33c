import { type Finding, findingKinds, type Verdict } from "./finding.ts";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\n": "&#10;",
};

/** Text for an attribute or an element; characters that XML 1.0 cannot hold become a question mark. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "?")
    .replace(/[&<>"\n]/g, (character) => entities[character]!);
}

/** One difference as a line of text. */
function findingText({ kind, where, committed, recomputed }: Finding): string {
  return `${findingKinds[kind]}: ${where}: committed ${committed}, recomputed ${recomputed}`;
}

function testCase(config: string, { dataset, method, status, checked, findings }: Verdict): string {
  const open = `    <testcase classname="${escaped(`${config}.${dataset}`)}" name="${escaped(method)}"`;
  if (status === "verified") return `${open}/>`;
  if (status === "not verified") {
    return `${open}>\n      <skipped message="${escaped(checked)}"/>\n    </testcase>`;
  }
  const [first] = findings;
  const type = escaped(findingKinds[first!.kind]);
  const body = findings.map((finding) => escaped(findingText(finding))).join("\n");
  return `${open}>\n      <failure type="${type}" message="${escaped(findingText(first!))}">${body}</failure>\n    </testcase>`;
}

/** The verdicts as JUnit XML, a test case a task, for the test tab of a CI. */
export function junitXml(config: string, verdicts: readonly Verdict[]): string {
  const count = (status: Verdict["status"]) =>
    verdicts.filter((verdict) => verdict.status === status).length;
  const counts = `tests="${verdicts.length}" failures="${count("differs")}" skipped="${count("not verified")}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="harness verify" ${counts}>`,
    `  <testsuite name="${escaped(config)}" ${counts}>`,
    ...verdicts.map((verdict) => testCase(config, verdict)),
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}
