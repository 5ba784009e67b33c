import assert from "node:assert/strict";
import test from "node:test";
import { stopwatch } from "./stopwatch.ts";

const linux = process.platform === "linux";

test("A watch counts work and leaves waiting out", {
  skip: !linux && "the system does not tell a thread's processor time",
}, async () => {
  const watch = stopwatch();
  const before = process.cpuUsage();
  const used = () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
  };
  for (let sum = 0; used() < 0.3; ) for (let i = 0; i < 1e6; i++) sum += Math.hypot(sum, i);
  const worked = watch();
  assert.ok(worked > 0.15 && worked <= used() + 0.02, `${worked} of ${used()} s`);
  await new Promise((resolve) => setTimeout(resolve, 400));
  const waited = watch() - worked;
  assert.ok(waited < 0.2, `${waited} s more after 0.4 s of waiting`);
});
