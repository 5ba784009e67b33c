import assert from "node:assert/strict";
import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { ArchiveServer } from "../data/fetch/testing/archive-server.ts";
import { archiveZip, assertWhole, foundBelow, setZip } from "../data/fetch/testing/sets.ts";
import { harness, temporaryFolder, writeInto } from "../testing/cli.ts";

const server = new ArchiveServer();
const names = ["BeetleFly", "BirdChicken", "Fungi"];

before(() => server.start());
after(() => server.stop());
beforeEach(() => server.reset());

const to = ["--to", "ucr", "--lock", "lock.json"];

test("sets are fetched, found by `datasets`, and left alone the second time", async (t) => {
  const folder = temporaryFolder(t);
  server.files.set("/a.zip", await archiveZip(names));
  const first = await harness(
    folder,
    "fetch",
    "BeetleFly",
    "Fungi",
    "--from",
    server.url("/a.zip"),
    ...to,
  );
  assert.equal(first.status, 0, first.stderr);
  assert.match(
    first.stderr,
    /BeetleFly: fetched from http:.*a\.zip; pinned the checksums of BeetleFly_TRAIN\.tsv and/,
  );
  assert.ok(!first.stderr.includes("\u001b"), "no control codes in a pipe");
  assertWhole(join(folder, "ucr"), ["BeetleFly", "Fungi"]);

  const listed = await harness(folder, "datasets", "BeetleFly", "BirdChicken", "--archive", "ucr");
  assert.match(listed.stdout, /BeetleFly +Image +20 +20 +512 +2 +0\.2500 +ucr\/BeetleFly/);
  assert.match(listed.stdout, /1 of 2 are on this machine/);

  const again = await harness(
    folder,
    "fetch",
    "BeetleFly",
    "--from",
    server.url("/a.zip"),
    ...to,
    "--json",
  );
  assert.equal(JSON.parse(again.stdout)[0].status, "here already");
});

test("a config names its data sets and its sources", async (t) => {
  const folder = temporaryFolder(t);
  for (const name of names) server.files.set(`/${name}.zip`, setZip(name));
  const config = writeInto(
    folder,
    "c.yaml",
    `title: T\nsources: ["${server.url("/{name}.zip")}"]\ndatasets: [BeetleFly, Coffee, { name: x, train: a.csv, test: b.csv }]\nkernels: [{ kernel: rbf, grid: { alpha: 1 } }]\n`,
  );
  const { status, stderr } = await harness(folder, "fetch", config, ...to);
  assert.equal(status, 0, stderr);
  assert.deepEqual(foundBelow(join(folder, "ucr")), [
    "BeetleFly/BeetleFly_TEST.tsv",
    "BeetleFly/BeetleFly_TRAIN.tsv",
  ]);
  assert.match(stderr, /Coffee: here already \(embedded\)/);
});

test("a set that fails is told with what to do, the others are fetched, and the status is 3", async (t) => {
  const folder = temporaryFolder(t);
  server.files.set("/BeetleFly.zip", setZip("BeetleFly"));
  const { status, stderr } = await harness(
    folder,
    "fetch",
    "Yoga",
    "BeetleFly",
    "--from",
    server.url("/{name}.zip"),
    ...to,
  );
  assert.equal(status, 3);
  assert.match(
    stderr,
    /Yoga: http:.*Yoga\.zip: the server answers 404 Not Found\n {2}there is no such file; --from/,
  );
  assert.match(stderr, /1 of 2 data sets were not fetched: Yoga/);
  assertWhole(join(folder, "ucr"), ["BeetleFly"]);
});

test("a folder without permission is told, and the status is 2", async (t) => {
  let folder = temporaryFolder(t);
  if (process.getuid?.() === 0)
    folder = "/sys"; // root may write anywhere else
  else {
    mkdirSync(join(folder, "locked"));
    chmodSync(join(folder, "locked"), 0o555);
    folder = join(folder, "locked");
  }
  const target = join(folder, "harness-test");
  const { status, stderr } = await harness(
    "/",
    "fetch",
    "BeetleFly",
    "--from",
    server.url("/a.zip"),
    "--to",
    target,
  );
  assert.equal(status, 2);
  assert.match(
    stderr,
    /no permission to write .*harness-test\n {2}name a folder of your own with --to/,
  );
});

test("wrong names, flags and sources are refused before anything is fetched, with status 2", async (t) => {
  const folder = temporaryFolder(t);
  const from = ["--from", server.url("/a.zip")];
  const cases = [
    [["fetch", ...from], /harness fetch takes names/],
    [
      ["fetch", "Beetlefly", "Cofee", ...from],
      /"Beetlefly"; did you mean "BeetleFly"\?\n.*"Cofee"; did you mean "Coffee"\?/,
    ],
    [["fetch", "Yoga", "--from", "nowhere.zip"], /there is no folder or zip nowhere\.zip/],
    [["fetch", "Yoga", "--jobs", "0", ...from], /--jobs takes a number greater than 0, found 0/],
    [["fetch", "nowhere.yaml", ...from], /cannot read the config nowhere\.yaml/],
  ] as const;
  await Promise.all(
    cases.map(async ([args, sentence]) => {
      const { status, stderr } = await harness(folder, ...args, ...to);
      assert.equal(status, 2, stderr);
      assert.match(stderr, sentence);
    }),
  );
  assert.equal(server.requests.length, 0);
});
