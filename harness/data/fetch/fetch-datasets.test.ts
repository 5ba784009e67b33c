import assert from "node:assert/strict";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { HarnessError } from "../../errors.ts";
import { loadDataset } from "../load.ts";
import { locateDataset, type PresentDataset, sha256 } from "../locate.ts";
import { datasetsFolder } from "../manifest.ts";
import { type FetchOptions, type FetchOutcome, fetchDatasets } from "./fetch-datasets.ts";
import { ArchiveServer } from "./testing/archive-server.ts";
import { archiveZip, filesOf, rowsOf, setZip } from "./testing/sets.ts";
import { plainZip } from "./testing/zips.ts";

const server = new ArchiveServer();
const root = mkdtempSync(join(tmpdir(), "harness-fetch-"));
let folder: string;
let lock: string;
let waits: { wait: number; reason: string }[];

before(() => server.start());
after(async () => {
  await server.stop();
  rmSync(root, { recursive: true });
});
beforeEach(() => {
  folder = mkdtempSync(join(root, "to-"));
  lock = join(folder, "..", `${folder.split("-").at(-1)}.lock.json`);
  waits = [];
  server.files.clear();
  server.moods.clear();
  server.requests.length = 0;
  server.mostAtOnce = 0;
});

function embedded(name: string, part: string): Buffer {
  return readFileSync(join(datasetsFolder, "embedded", name, `${name}_${part}.tsv`));
}

const names = ["BeetleFly", "BirdChicken", "Fungi"];

function fetchNamed(
  wanted: readonly string[],
  from: string | readonly string[],
  more: Partial<FetchOptions> = {},
) {
  return fetchDatasets(wanted, {
    folder,
    lock,
    sources: [from].flat(),
    password: "someone",
    jobs: 2,
    pace: { attempts: 3, delay: 5, timeout: 300, longestWait: 2000 },
    existing: "keep",
    events: {
      onBytes: () => undefined,
      onWait: (_, wait, reason) => waits.push({ wait, reason }),
      onEnd: () => undefined,
    },
    ...more,
  });
}

function assertFetched(outcomes: readonly FetchOutcome[]): void {
  for (const outcome of outcomes) {
    assert.equal(
      outcome.status,
      "fetched",
      JSON.stringify(outcome, ["status", "name", "errors", "message"]),
    );
    for (const part of ["TRAIN", "TEST"] as const) {
      const path = join(folder, outcome.name, `${outcome.name}_${part}.tsv`);
      assert.ok(readFileSync(path).equals(rowsOf(outcome.name, part)), path);
    }
  }
  assertClean();
}

/** Nothing but whole data sets: no zip, no part, nothing half unpacked. */
function assertClean(): void {
  const left = readdirSync(folder, { recursive: true }).filter((path) =>
    /\.(zip|part|json|fetching)$/.test(String(path)),
  );
  assert.deepEqual(left, []);
  assert.deepEqual(
    existsSync(join(folder, ".incoming")) ? readdirSync(join(folder, ".incoming")) : [],
    [],
  );
}

/** Fetches one set, which must fail, and leave nothing that a run could find. */
async function faultOf(
  from: string | readonly string[],
  more: Partial<FetchOptions> = {},
  name = "BeetleFly",
): Promise<HarnessError> {
  const [outcome] = await fetchNamed([name], from, more);
  assert.equal(outcome?.status, "failed");
  assert.ok(!existsSync(join(folder, name)), "nothing is in place");
  assert.deepEqual(
    existsSync(join(folder, ".incoming")) ? readdirSync(join(folder, ".incoming")) : [],
    [],
  );
  const [error] = (outcome as Extract<FetchOutcome, { status: "failed" }>).errors;
  assert.ok(error?.hint, `it says what to do: ${error?.message}`);
  return error;
}

function serve(path: string, body: Buffer): string {
  server.files.set(path, body);
  return server.url(path);
}

test("the whole archive as an encrypted zip: the sets asked for come out of it, read in parts", async () => {
  const url = serve("/UCRArchive_2018.zip", await archiveZip(names));
  const outcomes = await fetchNamed(["BeetleFly", "Fungi"], url);
  assertFetched(outcomes);
  assert.ok(server.requests.every(({ range }) => range !== undefined));
  assert.ok(!existsSync(join(folder, "BirdChicken")));
});

test("what was fetched is found, and loads without a note", async () => {
  await fetchNamed(["BeetleFly"], serve("/a.zip", await archiveZip(names)));
  const located = locateDataset("BeetleFly", { base: ".", fetched: folder });
  const { train, notes } = loadDataset(located as PresentDataset);
  assert.equal(train.labels.length, 20);
  assert.deepEqual(notes, []);
});

test("where the server gives no parts the archive is downloaded, unpacked and removed", async () => {
  const url = serve("/UCRArchive_2018.zip", await archiveZip(names));
  server.moods.set("/UCRArchive_2018.zip", [{ kind: "no-ranges" }]);
  assertFetched(await fetchNamed(names, url));
});

test("one zip a data set, several at a time but no more than asked for", async () => {
  for (const name of names) {
    serve(`/sets/${name}.zip`, setZip(name));
    server.moods.set(`/sets/${name}.zip`, [{ kind: "slow", chunk: 20_000, pause: 10 }]);
  }
  assertFetched(await fetchNamed(names, server.url("/sets/{name}.zip")));
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
  serve(
    "/BeetleFly.zip",
    plainZip([
      { name: "BeetleFly_TRAIN.arff", data: Buffer.from("%") },
      { name: "BeetleFly_TRAIN.ts", data: ts("TRAIN") },
      { name: "BeetleFly_TEST.ts", data: ts("TEST") },
    ]),
  );
  const [outcome] = await fetchNamed(["BeetleFly"], server.url("/{name}.zip"));
  assert.equal(outcome?.status, "fetched");
  const dataset = loadDataset(
    locateDataset("BeetleFly", { base: ".", fetched: folder }) as PresentDataset,
  );
  assert.deepEqual(dataset.classes, ["1", "2"]);
  assert.deepEqual(dataset.notes, []);
});

test("a folder and a zip on disk are sources too", async () => {
  const archive = mkdtempSync(join(root, "archive-"));
  mkdirSync(join(archive, "BeetleFly"), { recursive: true });
  for (const { name, data } of filesOf("BeetleFly", "BeetleFly/"))
    writeFileSync(join(archive, name), data);
  const zip = join(archive, "all.zip");
  writeFileSync(zip, await archiveZip(names));
  assertFetched(await fetchNamed(["BeetleFly"], archive));
  assertFetched(await fetchNamed(["Fungi"], zip));
  assert.ok(existsSync(zip));
});

test("a set that is here is left alone, unless it is to be replaced", async () => {
  const url = serve("/a.zip", await archiveZip(names));
  await fetchNamed(["BeetleFly"], url);
  const path = join(folder, "BeetleFly", "BeetleFly_TRAIN.tsv");
  writeFileSync(path, "mine");
  const [kept] = await fetchNamed(["BeetleFly"], url);
  assert.equal(kept?.status, "here already");
  assert.equal(readFileSync(path, "utf8"), "mine");
  assertFetched(await fetchNamed(["BeetleFly"], url, { existing: "replace" }));
});

test("a cut connection is gone on from where it was cut", async () => {
  const zip = setZip("BeetleFly");
  serve("/BeetleFly.zip", zip);
  const after = Math.floor(zip.length / 3);
  server.moods.set("/BeetleFly.zip", [
    { kind: "cut", after },
    { kind: "cut", after },
    { kind: "slow", chunk: 1e6, pause: 0 },
  ]);
  assertFetched(await fetchNamed(["BeetleFly"], server.url("/{name}.zip")));
  const ranges = server.requests.map(({ range }) => range);
  assert.deepEqual(ranges, [undefined, `bytes=${after}-`, `bytes=${2 * after}-`]);
  assert.ok(server.requests[1]!.ifRange);
});

test("many cuts do not matter as long as each brings something", async () => {
  const zip = setZip("BeetleFly");
  serve("/BeetleFly.zip", zip);
  const after = Math.floor(zip.length / 8);
  server.moods.set("/BeetleFly.zip", [{ kind: "cut", after }]);
  assertFetched(await fetchNamed(["BeetleFly"], server.url("/{name}.zip")));
  assert.ok(server.requests.length >= 8);
});

test("a part of a download is kept for the next run, and dropped when the server's file has changed", async () => {
  const zip = setZip("BeetleFly");
  const url = server.url("/{name}.zip");
  serve(
    "/BeetleFly.zip",
    plainZip([{ name: "other", data: Buffer.from(rowsOf("Fungi", "TEST")) }]),
  );
  server.moods.set("/BeetleFly.zip", [
    { kind: "cut", after: 300 },
    { kind: "answer", status: 500 },
  ]);
  await faultOf(url);
  assert.ok(existsSync(join(folder, ".download", "BeetleFly.zip.part")));
  serve("/BeetleFly.zip", zip);
  server.moods.delete("/BeetleFly.zip");
  server.requests.length = 0;
  assertFetched(await fetchNamed(["BeetleFly"], url));
  assert.deepEqual(
    server.requests.map(({ range }) => range),
    ["bytes=300-"],
  );
});

test("the archive is read in parts across cuts and busy answers as well", async () => {
  const path = "/UCRArchive_2018.zip";
  serve(path, await archiveZip(names));
  server.moods.set(path, [
    { kind: "answer", status: 503 },
    { kind: "slow", chunk: 1e7, pause: 0 },
    { kind: "cut", after: 1000 },
    { kind: "answer", status: 502 },
    { kind: "slow", chunk: 1e7, pause: 0 },
  ]);
  assertFetched(await fetchNamed(names, server.url(path)));
  assert.equal(waits.length, 3);
});

test("a server that asks to wait is waited for", async () => {
  serve("/BeetleFly.zip", setZip("BeetleFly"));
  server.moods.set("/BeetleFly.zip", [
    { kind: "answer", status: 429, headers: { "retry-after": "1" } },
    { kind: "slow", chunk: 1e7, pause: 0 },
  ]);
  const start = performance.now();
  assertFetched(await fetchNamed(["BeetleFly"], server.url("/{name}.zip")));
  assert.ok(performance.now() - start > 990);
  assert.deepEqual(
    waits.map(({ wait }) => wait),
    [1000],
  );
});

test("a server that asks for too long a wait is not waited for", async () => {
  server.moods.set("/BeetleFly.zip", [
    { kind: "answer", status: 503, headers: { "retry-after": "3600" } },
  ]);
  const fault = await faultOf(server.url("/{name}.zip"));
  assert.match(fault.message, /answers 503 Service Unavailable; the server asks to wait 3600 s/);
});

test("a busy server is tried again with growing waits, and given up in the end", async () => {
  server.moods.set("/BeetleFly.zip", [{ kind: "answer", status: 500 }]);
  const fault = await faultOf(server.url("/{name}.zip"));
  assert.match(fault.message, /BeetleFly\.zip: the server answers 500 .*, 3 times in a row/);
  assert.deepEqual(
    waits.map(({ wait }) => wait),
    [5, 10],
  );
});

test("404 is not tried again; the next source is", async () => {
  const fault = await faultOf(server.url("/nowhere/{name}.zip"));
  assert.match(fault.message, /the server answers 404 Not Found/);
  assert.equal(server.requests.length, 1);
  const archive = serve("/a.zip", await archiveZip(names));
  assertFetched(await fetchNamed(["BeetleFly"], [server.url("/nowhere.zip"), archive]));
});

test("an HTML page in place of the zip is told as one, whatever it calls itself", async () => {
  const page = "<!DOCTYPE html><html><body>moved</body></html>";
  for (const type of ["text/html; charset=utf-8", "application/zip"]) {
    server.moods.set("/BeetleFly.zip", [
      { kind: "answer", status: 200, headers: { "content-type": type }, body: page },
    ]);
    for (const url of [server.url("/{name}.zip"), server.url("/BeetleFly.zip")]) {
      assert.match((await faultOf(url)).message, /the server sends a web page, not a zip/);
    }
  }
  server.moods.set("/BeetleFly.zip", [{ kind: "answer", status: 200, body: "sorry" }]);
  assert.match((await faultOf(server.url("/{name}.zip"))).message, /not a zip/);
});

test("a server that hangs, before it answers or in the middle, is given up", async () => {
  serve("/BeetleFly.zip", setZip("BeetleFly"));
  server.moods.set("/BeetleFly.zip", [
    { kind: "hang", after: 100 },
    { kind: "hang", after: 0 },
  ]);
  const fault = await faultOf(server.url("/{name}.zip"));
  assert.match(fault.message, /the server sent nothing for 0\.3 s, 3 times in a row/);
});

test("a server that is not there is told with the reason", async () => {
  const fault = await faultOf("http://127.0.0.1:9/{name}.zip");
  assert.match(fault.message, /no connection \(.+\), 3 times in a row/);
});

test("a truncated zip is told as one", async () => {
  const zip = setZip("BeetleFly");
  serve("/BeetleFly.zip", zip.subarray(0, zip.length - 150));
  assert.match(
    (await faultOf(server.url("/{name}.zip"))).message,
    /BeetleFly\.zip: not a whole zip/,
  );
  assert.match(
    (await faultOf(server.url("/BeetleFly.zip"))).message,
    /BeetleFly\.zip: not a whole zip/,
  );
  const path = join(root, "cut.zip");
  writeFileSync(path, zip.subarray(0, zip.length / 2));
  assert.match((await faultOf(path)).message, /cut\.zip: not a whole zip/);
});

test("a wrong password, and none where one is wanted, are told as such", async () => {
  const url = serve("/a.zip", await archiveZip(names));
  assert.match(
    (await faultOf(url, { password: "anyone" })).message,
    /the password is wrong|cannot be unpacked/,
  );
  assert.match((await faultOf(url, { password: "" })).message, /the zip wants a password/);
});

test("a damaged entry is told by its checksum", async () => {
  serve(
    "/BeetleFly.zip",
    plainZip(filesOf("BeetleFly").map((entry) => ({ ...entry, crc: 12345 }))),
  );
  assert.match(
    (await faultOf(server.url("/{name}.zip"))).message,
    /the zip cannot be unpacked \(invalid crc32\)/,
  );
});

test("a zip with names that lead out of its folder is not used at all", async () => {
  for (const name of ["../../evil.tsv", "/etc/evil.tsv", "..\\evil.tsv", "C:/evil.tsv"]) {
    serve("/BeetleFly.zip", plainZip([...filesOf("BeetleFly"), { name, data: Buffer.from("x") }]));
    const fault = await faultOf(server.url("/{name}.zip"));
    assert.match(fault.message, /a name that leads out of its folder .*evil\.tsv/);
  }
});

test("a zip bomb is stopped, whether it says its size or lies about it", async () => {
  const [train, testFile] = filesOf("BeetleFly");
  const vast = { ...train!, size: 4_000_000_000 };
  serve("/BeetleFly.zip", plainZip([vast, testFile!]));
  assert.match(
    (await faultOf(server.url("/{name}.zip"))).message,
    /BeetleFly_TRAIN\.tsv unpacks to more than 500 MB/,
  );
  const bomb = { ...train!, data: Buffer.alloc(50_000_000), size: 1000 };
  serve("/BeetleFly.zip", plainZip([bomb, testFile!]));
  assert.match(
    (await faultOf(server.url("/{name}.zip"))).message,
    /cannot be unpacked|unpacks to more than/,
  );
});

test("a file that differs from the archive's own is refused by its checksum", async () => {
  const altered = embedded("UMD", "TRAIN");
  altered[10] = "9".charCodeAt(0);
  serve(
    "/UMD.zip",
    plainZip([
      { name: "UMD_TRAIN.tsv", data: altered },
      { name: "UMD_TEST.tsv", data: embedded("UMD", "TEST") },
    ]),
  );
  const fault = await faultOf(server.url("/{name}.zip"), { existing: "replace" }, "UMD");
  assert.match(
    fault.message,
    /UMD_TRAIN\.tsv has the SHA-256 [0-9a-f]{12}…, known is [0-9a-f]{12}…/,
  );
});

test("an unknown checksum is pinned at the first fetch, and holds from then on", async () => {
  const url = server.url("/{name}.zip");
  serve("/BeetleFly.zip", setZip("BeetleFly"));
  const [outcome] = await fetchNamed(["BeetleFly"], url);
  assert.deepEqual((outcome as { pinned?: unknown }).pinned, [
    "BeetleFly_TRAIN.tsv",
    "BeetleFly_TEST.tsv",
  ]);
  const pinned = JSON.parse(readFileSync(lock, "utf8"));
  assert.deepEqual(pinned, {
    "BeetleFly_TEST.tsv": sha256(rowsOf("BeetleFly", "TEST")),
    "BeetleFly_TRAIN.tsv": sha256(rowsOf("BeetleFly", "TRAIN")),
  });
  serve(
    "/BeetleFly.zip",
    plainZip(
      filesOf("BeetleFly").map(({ name }) => ({
        name,
        data: rowsOf("BeetleFly", name.includes("TRAIN") ? "TRAIN" : "TEST", 1),
      })),
    ),
  );
  const [second] = await fetchNamed(["BeetleFly"], url, { existing: "replace" });
  assert.equal(second?.status, "failed");
  assert.ok(
    readFileSync(join(folder, "BeetleFly", "BeetleFly_TRAIN.tsv")).equals(
      rowsOf("BeetleFly", "TRAIN"),
    ),
  );
});

test("what has a known checksum is not pinned", async () => {
  serve(
    "/UMD.zip",
    plainZip(
      ["TRAIN", "TEST"].map((part) => ({ name: `UMD_${part}.tsv`, data: embedded("UMD", part) })),
    ),
  );
  const [outcome] = await fetchNamed(["UMD"], server.url("/{name}.zip"), { existing: "replace" });
  assert.deepEqual((outcome as { pinned?: unknown }).pinned, []);
  assert.ok(!existsSync(lock));
});

test("another number of series than the archive's is refused", async () => {
  const [train, testFile] = filesOf("BeetleFly");
  const short = {
    ...train!,
    data: Buffer.from(train!.data.toString().split("\n").slice(1).join("\n")),
  };
  serve("/BeetleFly.zip", plainZip([short, testFile!]));
  const fault = await faultOf(server.url("/{name}.zip"));
  assert.match(fault.message, /BeetleFly_TRAIN\.tsv has 19 series, the 2018 archive has 20/);
});

test("a source that lacks the set, and one that does not exist, are told", async () => {
  const archive = serve("/a.zip", await archiveZip(names));
  assert.match((await faultOf(archive, {}, "Yoga")).message, /a\.zip has no Yoga/);
  await assert.rejects(
    () => fetchNamed(["Yoga"], "no/such/folder"),
    /there is no folder or zip no\/such\/folder/,
  );
});

test("one set that fails leaves the others alone", async () => {
  for (const name of names) serve(`/${name}.zip`, setZip(name));
  server.files.delete("/BirdChicken.zip");
  const outcomes = await fetchNamed(names, server.url("/{name}.zip"));
  assert.deepEqual(
    outcomes.map(({ status }) => status),
    ["fetched", "failed", "fetched"],
  );
});

test("a full disk is told, with where and what to do", {
  skip: !existsSync("/dev/full") && "needs /dev/full",
}, async () => {
  serve("/BeetleFly.zip", setZip("BeetleFly"));
  mkdirSync(join(folder, ".download"));
  symlinkSync("/dev/full", join(folder, ".download", "BeetleFly.zip.part"));
  const fault = await faultOf(server.url("/{name}.zip"));
  assert.match(fault.message, /no space left on the disk of .*BeetleFly\.zip\.part/);
  assert.match(fault.hint!, /--to/);
});

test("a folder that another process is fetching into is refused, one that a dead process left is not", async () => {
  const url = serve("/a.zip", await archiveZip(names));
  writeFileSync(join(folder, ".fetching"), String(process.ppid));
  await assert.rejects(
    () => fetchNamed(["BeetleFly"], url),
    /another fetch \(process \d+\) is writing to/,
  );
  writeFileSync(join(folder, ".fetching"), "4194305");
  assertFetched(await fetchNamed(["BeetleFly"], url));
});

test("a folder that cannot be made is told", async () => {
  writeFileSync(join(folder, "file"), "");
  await assert.rejects(
    () =>
      fetchNamed(["BeetleFly"], server.url("/a.zip"), { folder: join(folder, "file", "below") }),
    (error) => error instanceof HarnessError && /cannot write/.test(error.message),
  );
});
