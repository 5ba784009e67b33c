import assert from "node:assert/strict";
import { test } from "node:test";
import type { Verdict } from "./finding.ts";
import { junitXml } from "./junit.ts";

const finding = { kind: "result", where: "result.a[0]", committed: "1", recomputed: "2" } as const;

const verdicts: readonly Verdict[] = [
  {
    dataset: "Coffee",
    method: "rbf",
    status: "verified",
    checked: "the whole record",
    findings: [],
  },
  { dataset: "Coffee", method: "ntk", status: "differs", checked: "", findings: [finding] },
  { dataset: "Beef", method: "rbf", status: "not verified", checked: "not here", findings: [] },
];

test("each task is a test case; differences fail it, what is not verified is skipped", () => {
  assert.equal(
    junitXml("tiny", verdicts),
    `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="harness verify" tests="3" failures="1" skipped="1">
  <testsuite name="tiny" tests="3" failures="1" skipped="1">
    <testcase classname="tiny.Coffee" name="rbf"/>
    <testcase classname="tiny.Coffee" name="ntk">
      <failure type="another result" message="another result: result.a[0]: committed 1, recomputed 2">another result: result.a[0]: committed 1, recomputed 2</failure>
    </testcase>
    <testcase classname="tiny.Beef" name="rbf">
      <skipped message="not here"/>
    </testcase>
  </testsuite>
</testsuites>
`,
  );
});

test("what XML gives a meaning to, or cannot hold, is escaped", () => {
  const committed = 'a<b>&"c"\n\u0000\u001b\uD800é😀';
  const [verdict] = verdicts.slice(1);
  const xml = junitXml("t", [{ ...verdict!, findings: [{ ...finding, committed }] }]);
  assert.match(xml, /a&lt;b&gt;&amp;&quot;c&quot;&#10;\?\?\?é😀/);
});
