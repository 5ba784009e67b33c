import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { sha256 } from "../file-bytes.ts";
import { loadDataset } from "../load.ts";
import { locateDataset, type PresentDataset } from "../locate.ts";
import { embeddedFile, FetchFixture } from "./testing/fetch-fixture.ts";
import { archiveZip, filesOf, rowsOf, setZip } from "./testing/sets.ts";
import { plainZip } from "./testing/zips.ts";

const fixture = new FetchFixture();
const { server } = fixture;
const names = ["BeetleFly", "BirdChicken", "Fungi"];

test("the whole archive as an encrypted zip: the sets asked for come out of it, read in parts", async () => {
  const url = fixture.serve("/UCRArchive_2018.zip", await archiveZip(names));
  const outcomes = await fixture.fetch(["BeetleFly", "Fungi"], url);
  fixture.assertFetched(outcomes);
  assert.ok(server.requests.every(({ range }) => range !== undefined));
  assert.ok(!existsSync(join(fixture.folder, "BirdChicken")));
});

test("what was fetched is found, and loads without a note", async () => {
  await fixture.fetch(["BeetleFly"], fixture.serve("/a.zip", await archiveZip(names)));
  const located = locateDataset("BeetleFly", { base: ".", fetched: fixture.folder });
  const { train, notes } = loadDataset(located as PresentDataset);
  assert.equal(train.labels.length, 20);
  assert.deepEqual(notes, []);
});

test("where the server gives no parts the archive is downloaded, unpacked and removed", async () => {
  const url = fixture.serve("/UCRArchive_2018.zip", await archiveZip(names));
  server.moods.set("/UCRArchive_2018.zip", [{ kind: "no-ranges" }]);
  fixture.assertFetched(await fixture.fetch(names, url));
});

test("one zip a data set, several at a time but no more than asked for", async () => {
  for (const name of names) {
    fixture.serve(`/sets/${name}.zip`, setZip(name));
    server.moods.set(`/sets/${name}.zip`, [{ kind: "slow", chunk: 20_000, pause: 10 }]);
  }
  fixture.assertFetched(await fixture.fetch(names, server.url("/sets/{name}.zip")));
  assert.equal(server.mostAtOnce, 2);
});

test("a zip with .ts files, as the second site has them", async () => {
  const ts = (part: "TRAIN" | "TEST") => {
    const lines = rowsOf("BeetleFly", part).toString().trim().split("\n");
    const body = lines.map((line) => {
      const [label, ...values] = line.split("\t");
      return `${values.join(",")}:${label}`;
    });
    return Buffer.from(
      `# about\n@problemName BeetleFly\n@univariate true\n@classLabel true 1 2\n@data\n${body.join("\n")}\n`,
    );
  };
  fixture.serve(
    "/BeetleFly.zip",
    plainZip([
      { name: "BeetleFly_TRAIN.arff", data: Buffer.from("%") },
      { name: "BeetleFly_TRAIN.ts", data: ts("TRAIN") },
      { name: "BeetleFly_TEST.ts", data: ts("TEST") },
    ]),
  );
  const [outcome] = await fixture.fetch(["BeetleFly"], server.url("/{name}.zip"));
  assert.equal(outcome?.status, "fetched");
  const dataset = loadDataset(
    locateDataset("BeetleFly", { base: ".", fetched: fixture.folder }) as PresentDataset,
  );
  assert.deepEqual(dataset.classes, ["1", "2"]);
  assert.deepEqual(dataset.notes, []);
});

/** BeetleFly as ARFF, with comments and a header that are no series. */
function arffOf(part: "TRAIN" | "TEST"): Buffer {
  const rows = rowsOf("BeetleFly", part).toString().trim().split("\n");
  const [first = "", ...others] = rows.map((line) => {
    const [label, ...values] = line.split("\t");
    return [...values, label].join(",");
  });
  const attributes = first
    .split(",")
    .slice(1)
    .map((_, t) => `@attribute att${t} numeric`);
  const header = [
    "% about",
    "@relation BeetleFly",
    ...attributes,
    "@attribute target {1,2}",
    "@data",
  ];
  return Buffer.from([...header, first, "% the others", ...others, ""].join("\n"));
}

test("a zip with .arff files, and a folder of them", async () => {
  const files = (["TRAIN", "TEST"] as const).map((part) => ({
    name: `BeetleFly_${part}.arff`,
    data: arffOf(part),
  }));
  fixture.serve("/BeetleFly.zip", plainZip(files));
  const archive = mkdtempSync(join(fixture.root, "archive-"));
  mkdirSync(join(archive, "BeetleFly"));
  for (const { name, data } of files) writeFileSync(join(archive, "BeetleFly", name), data);
  for (const source of [server.url("/{name}.zip"), archive]) {
    const [outcome] = await fixture.fetch(["BeetleFly"], source, { existing: "replace" });
    assert.equal(outcome?.status, "fetched");
    const dataset = loadDataset(
      locateDataset("BeetleFly", { base: ".", fetched: fixture.folder }) as PresentDataset,
    );
    assert.deepEqual(dataset.classes, ["1", "2"]);
    assert.deepEqual(dataset.notes, []);
  }
});

test("an .arff file that lacks a series is refused", async () => {
  const text = arffOf("TRAIN").toString();
  const short = Buffer.from(text.replace("% the others\n", "% "));
  fixture.serve(
    "/BeetleFly.zip",
    plainZip([
      { name: "BeetleFly_TRAIN.arff", data: short },
      { name: "BeetleFly_TEST.arff", data: arffOf("TEST") },
    ]),
  );
  const fault = await fixture.faultOf(server.url("/{name}.zip"));
  assert.match(fault.message, /BeetleFly_TRAIN\.arff has 19 series, the 2018 archive has 20/);
});

test("a folder and a zip on disk are sources too", async () => {
  const archive = mkdtempSync(join(fixture.root, "archive-"));
  mkdirSync(join(archive, "BeetleFly"), { recursive: true });
  for (const { name, data } of filesOf("BeetleFly", "BeetleFly/"))
    writeFileSync(join(archive, name), data);
  const zip = join(archive, "all.zip");
  writeFileSync(zip, await archiveZip(names));
  fixture.assertFetched(await fixture.fetch(["BeetleFly"], archive));
  fixture.assertFetched(await fixture.fetch(["Fungi"], zip));
  assert.ok(existsSync(zip));
});

test("a set that is here is left alone, unless it is to be replaced", async () => {
  const url = fixture.serve("/a.zip", await archiveZip(names));
  await fixture.fetch(["BeetleFly"], url);
  const path = join(fixture.folder, "BeetleFly", "BeetleFly_TRAIN.tsv");
  writeFileSync(path, "mine");
  const [kept] = await fixture.fetch(["BeetleFly"], url);
  assert.equal(kept?.status, "here already");
  assert.equal(readFileSync(path, "utf8"), "mine");
  fixture.assertFetched(await fixture.fetch(["BeetleFly"], url, { existing: "replace" }));
});

test("a cut connection is gone on from where it was cut", async () => {
  const zip = setZip("BeetleFly");
  fixture.serve("/BeetleFly.zip", zip);
  const after = Math.floor(zip.length / 3);
  server.moods.set("/BeetleFly.zip", [
    { kind: "cut", after },
    { kind: "cut", after },
    { kind: "slow", chunk: 1e6, pause: 0 },
  ]);
  fixture.assertFetched(await fixture.fetch(["BeetleFly"], server.url("/{name}.zip")));
  const ranges = server.requests.map(({ range }) => range);
  assert.deepEqual(ranges, [undefined, `bytes=${after}-`, `bytes=${2 * after}-`]);
  assert.ok(server.requests[1]!.ifRange);
});

test("many cuts do not matter as long as each brings something", async () => {
  const zip = setZip("BeetleFly");
  fixture.serve("/BeetleFly.zip", zip);
  const after = Math.floor(zip.length / 8);
  server.moods.set("/BeetleFly.zip", [{ kind: "cut", after }]);
  fixture.assertFetched(await fixture.fetch(["BeetleFly"], server.url("/{name}.zip")));
  assert.ok(server.requests.length >= 8);
});

test("a part of a download is kept for the next run, and dropped when the server's file has changed", async () => {
  const zip = setZip("BeetleFly");
  const url = server.url("/{name}.zip");
  fixture.serve(
    "/BeetleFly.zip",
    plainZip([{ name: "other", data: Buffer.from(rowsOf("Fungi", "TEST")) }]),
  );
  server.moods.set("/BeetleFly.zip", [
    { kind: "cut", after: 300 },
    { kind: "answer", status: 500 },
  ]);
  await fixture.faultOf(url);
  assert.ok(existsSync(join(fixture.folder, ".download", "BeetleFly.zip.part")));
  fixture.serve("/BeetleFly.zip", zip);
  server.moods.delete("/BeetleFly.zip");
  server.requests.length = 0;
  fixture.assertFetched(await fixture.fetch(["BeetleFly"], url));
  assert.deepEqual(
    server.requests.map(({ range }) => range),
    ["bytes=300-"],
  );
});

test("the archive is read in parts across cuts and busy answers as well", async () => {
  const path = "/UCRArchive_2018.zip";
  fixture.serve(path, await archiveZip(names));
  server.moods.set(path, [
    { kind: "answer", status: 503 },
    { kind: "slow", chunk: 1e7, pause: 0 },
    { kind: "cut", after: 1000 },
    { kind: "answer", status: 502 },
    { kind: "slow", chunk: 1e7, pause: 0 },
  ]);
  fixture.assertFetched(await fixture.fetch(names, server.url(path)));
  assert.equal(fixture.waits.length, 3);
});

test("a server that asks to wait is waited for", async () => {
  fixture.serve("/BeetleFly.zip", setZip("BeetleFly"));
  server.moods.set("/BeetleFly.zip", [
    { kind: "answer", status: 429, headers: { "retry-after": "1" } },
    { kind: "slow", chunk: 1e7, pause: 0 },
  ]);
  const start = performance.now();
  fixture.assertFetched(await fixture.fetch(["BeetleFly"], server.url("/{name}.zip")));
  assert.ok(performance.now() - start > 990);
  assert.deepEqual(fixture.waits, [1000]);
});

test("an unknown checksum is pinned at the first fetch, and holds from then on", async () => {
  const url = server.url("/{name}.zip");
  fixture.serve("/BeetleFly.zip", setZip("BeetleFly"));
  const [outcome] = await fixture.fetch(["BeetleFly"], url);
  assert.deepEqual((outcome as { pinned?: unknown }).pinned, [
    "BeetleFly_TRAIN.tsv",
    "BeetleFly_TEST.tsv",
  ]);
  const pinned = JSON.parse(readFileSync(fixture.lock, "utf8"));
  assert.deepEqual(pinned, {
    "BeetleFly_TEST.tsv": sha256(rowsOf("BeetleFly", "TEST")),
    "BeetleFly_TRAIN.tsv": sha256(rowsOf("BeetleFly", "TRAIN")),
  });
  fixture.serve(
    "/BeetleFly.zip",
    plainZip(
      filesOf("BeetleFly").map(({ name }) => ({
        name,
        data: rowsOf("BeetleFly", name.includes("TRAIN") ? "TRAIN" : "TEST", 1),
      })),
    ),
  );
  const [second] = await fixture.fetch(["BeetleFly"], url, { existing: "replace" });
  assert.equal(second?.status, "failed");
  assert.ok(
    readFileSync(join(fixture.folder, "BeetleFly", "BeetleFly_TRAIN.tsv")).equals(
      rowsOf("BeetleFly", "TRAIN"),
    ),
  );
});

test("what has a known checksum is not pinned", async () => {
  fixture.serve(
    "/UMD.zip",
    plainZip(
      ["TRAIN", "TEST"].map((part) => ({
        name: `UMD_${part}.tsv`,
        data: embeddedFile("UMD", part),
      })),
    ),
  );
  const [outcome] = await fixture.fetch(["UMD"], server.url("/{name}.zip"), {
    existing: "replace",
  });
  assert.deepEqual((outcome as { pinned?: unknown }).pinned, []);
  assert.ok(!existsSync(fixture.lock));
});

test("one set that fails leaves the others alone", async () => {
  for (const name of names) fixture.serve(`/${name}.zip`, setZip(name));
  server.files.delete("/BirdChicken.zip");
  const outcomes = await fixture.fetch(names, server.url("/{name}.zip"));
  assert.deepEqual(
    outcomes.map(({ status }) => status),
    ["fetched", "failed", "fetched"],
  );
});
