import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { ArchiveServer } from "../data/fetch/testing/archive-server.ts";
import { archiveZip, assertWhole, foundBelow, setZip } from "../data/fetch/testing/sets.ts";
import { startHarness, temporaryFolder } from "../testing/cli.ts";

const server = new ArchiveServer();
const names = ["BeetleFly", "BirdChicken", "Fungi"];

before(() => server.start());
after(() => server.stop());

const to = ["--to", "ucr", "--lock", "lock.json"];

/** The files below a folder; none where one of its folders goes while they are listed. */
function filesBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

/** Bytes of unfinished downloads below a folder. */
function unfinishedBytes(folder: string): number {
  return filesBelow(folder)
    .filter((name) => name.endsWith(".part"))
    .reduce(
      (sum, name) => sum + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0),
      0,
    );
}

/** When to kill: at the first request, or once the disk holds more of the downloads than at the start. */
type Moment = "request" | "bytes";

/** Starts, kills at each of the moments, and starts again, to the end. */
async function fetchThroughKills(
  folder: string,
  from: string,
  kills: readonly Moment[],
): Promise<number> {
  const target = join(folder, "ucr");
  let killed = 0;
  for (const moment of [...kills, undefined]) {
    const requests = server.requests.length;
    const bytes = unfinishedBytes(folder);
    const { child, finished } = startHarness(folder, "fetch", ...names, "--from", from, ...to);
    if (moment !== undefined) {
      const reached = () =>
        moment === "request" ? server.requests.length > requests : unfinishedBytes(folder) > bytes;
      while (!reached() && child.exitCode === null) await sleep(2);
      child.kill("SIGKILL");
    }
    const { status, signal, stderr } = await finished;
    if (signal === "SIGKILL") killed++;
    else assert.equal(status, 0, stderr);
    const there = names.filter((name) => existsSync(join(target, name)));
    assertWhole(target, there);
  }
  assertWhole(target, names);
  assert.equal(foundBelow(target).length, 2 * names.length);
  assert.equal(
    Object.keys(JSON.parse(readFileSync(join(folder, "lock.json"), "utf8"))).length,
    2 * names.length,
  );
  return killed;
}

test("killed at any moment and started again, downloads of one zip a set end with the same files", async (t) => {
  for (const name of names) {
    const zip = setZip(name);
    server.files.set(`/${name}.zip`, zip);
    server.moods.set(`/${name}.zip`, [
      { kind: "slow", chunk: Math.ceil(zip.length / 20), pause: 15 },
    ]);
  }
  const killed = await fetchThroughKills(temporaryFolder(t), server.url("/{name}.zip"), [
    "request",
    "bytes",
    "bytes",
  ]);
  assert.ok(killed >= 1);
  assert.ok(
    server.requests.some(({ range }) => /^bytes=[1-9]\d*-$/.test(range ?? "")),
    "parts were gone on from",
  );
});

test("killed at any moment and started again, a download of the whole archive ends with the same files", async (t) => {
  const zip = await archiveZip(names);
  server.files.set("/a.zip", zip);
  server.moods.set("/a.zip", [{ kind: "slow", chunk: Math.ceil(zip.length / 20), pause: 15 }]);
  assert.ok(
    (await fetchThroughKills(temporaryFolder(t), server.url("/a.zip"), ["request", "bytes"])) >= 1,
  );
});
