import assert from "node:assert/strict";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { HarnessError } from "../errors.ts";
import { temporaryFolder } from "../testing/cli.ts";
import { poolExecutor } from "./pool.ts";

/** A pool whose workers meet the fate that a unit is called after, as many times as it says. */
function hostilePool(t: TestContext) {
  const folder = temporaryFolder(t);
  const executor = poolExecutor(2, {
    entry: new URL("./testing/hostile-worker.cjs", import.meta.url),
    limitSeconds: ({ unit }) => (unit.startsWith("hang") ? 4 : 60),
    heapMegabytes: 32,
  });
  t.after(() => executor.close());
  let count = 0;
  return (unit: string) =>
    executor.run({ experiment: "none", unit, payload: join(folder, `${count++}`), seconds: 0 });
}

for (const [name, sentence] of [
  ["die", /none\/die 9 failed twice: .*exit/i],
  ["hang", /none\/hang 9 failed twice: no answer within/],
  ["fill", /none\/fill 9 failed twice: .*memory/i],
  ["throw", /none\/throw 9 failed twice: a defect/],
] as const) {
  test(`units whose worker does "${name}" are tried once more, then fail, and cost nobody else`, async (t) => {
    const run = hostilePool(t);
    const others = Array.from({ length: 6 }, () => run("work 0"));
    const [again, lost, ...rest] = await Promise.allSettled([
      run(`${name} 1`),
      run(`${name} 9`),
      ...others,
      run("work 0"),
    ]);
    assert.deepEqual(again, { status: "fulfilled", value: { value: 2, seconds: 0 } });
    assert.ok(lost?.status === "rejected" && lost.reason instanceof HarnessError);
    assert.equal(lost.reason.code, "compute");
    assert.match(lost.reason.message, sentence);
    assert.equal(rest.filter(({ status }) => status === "fulfilled").length, 7);
    assert.deepEqual(await run("work 0"), { value: 1, seconds: 0 });
  });
}
