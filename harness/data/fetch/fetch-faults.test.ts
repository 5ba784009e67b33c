import assert from "node:assert/strict";
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { HarnessError } from "../../errors.ts";
import { embeddedFile, FetchFixture } from "./testing/fetch-fixture.ts";
import { archiveZip, filesOf, setZip } from "./testing/sets.ts";
import { plainZip } from "./testing/zips.ts";

const fixture = new FetchFixture();
const { server } = fixture;
const names = ["BeetleFly", "BirdChicken", "Fungi"];

test("a server that asks for too long a wait is not waited for", async () => {
  server.moods.set("/BeetleFly.zip", [
    { kind: "answer", status: 503, headers: { "retry-after": "3600" } },
  ]);
  const fault = await fixture.faultOf(server.url("/{name}.zip"));
  assert.match(fault.message, /answers 503 Service Unavailable; the server asks to wait 3600 s/);
});

test("a busy server is tried again with growing fixture.waits, and given up in the end", async () => {
  server.moods.set("/BeetleFly.zip", [{ kind: "answer", status: 500 }]);
  const fault = await fixture.faultOf(server.url("/{name}.zip"));
  assert.match(fault.message, /BeetleFly\.zip: the server answers 500 .*, 3 times in a row/);
  assert.deepEqual(fixture.waits, [5, 10]);
});

test("404 is not tried again; the next source is", async () => {
  const fault = await fixture.faultOf(server.url("/nowhere/{name}.zip"));
  assert.match(fault.message, /the server answers 404 Not Found/);
  assert.equal(server.requests.length, 1);
  const archive = fixture.serve("/a.zip", await archiveZip(names));
  fixture.assertFetched(await fixture.fetch(["BeetleFly"], [server.url("/nowhere.zip"), archive]));
});

test("an HTML page in place of the zip is told as one, whatever it calls itself", async () => {
  const page = "<!DOCTYPE html><html><body>moved</body></html>";
  for (const type of ["text/html; charset=utf-8", "application/zip"]) {
    server.moods.set("/BeetleFly.zip", [
      { kind: "answer", status: 200, headers: { "content-type": type }, body: page },
    ]);
    for (const url of [server.url("/{name}.zip"), server.url("/BeetleFly.zip")]) {
      assert.match((await fixture.faultOf(url)).message, /the server sends a web page, not a zip/);
    }
  }
  server.moods.set("/BeetleFly.zip", [{ kind: "answer", status: 200, body: "sorry" }]);
  assert.match((await fixture.faultOf(server.url("/{name}.zip"))).message, /not a zip/);
});

test("a server that hangs, before it answers or in the middle, is given up", async () => {
  fixture.serve("/BeetleFly.zip", setZip("BeetleFly"));
  server.moods.set("/BeetleFly.zip", [
    { kind: "hang", after: 100 },
    { kind: "hang", after: 0 },
  ]);
  const fault = await fixture.faultOf(server.url("/{name}.zip"));
  assert.match(fault.message, /the server sent nothing for 0\.3 s, 3 times in a row/);
});

test("a server that is not there is told with the reason", async () => {
  const fault = await fixture.faultOf("http://127.0.0.1:9/{name}.zip");
  assert.match(fault.message, /no connection \(.+\), 3 times in a row/);
});

test("a truncated zip is told as one", async () => {
  const zip = setZip("BeetleFly");
  fixture.serve("/BeetleFly.zip", zip.subarray(0, zip.length - 150));
  assert.match(
    (await fixture.faultOf(server.url("/{name}.zip"))).message,
    /BeetleFly\.zip: not a whole zip/,
  );
  assert.match(
    (await fixture.faultOf(server.url("/BeetleFly.zip"))).message,
    /BeetleFly\.zip: not a whole zip/,
  );
  const path = join(fixture.root, "cut.zip");
  writeFileSync(path, zip.subarray(0, zip.length / 2));
  assert.match((await fixture.faultOf(path)).message, /cut\.zip: not a whole zip/);
});

test("a wrong password, and none where one is wanted, are told as such", async () => {
  const url = fixture.serve("/a.zip", await archiveZip(names));
  assert.match(
    (await fixture.faultOf(url, { password: "anyone" })).message,
    /the password is wrong|cannot be unpacked/,
  );
  assert.match((await fixture.faultOf(url, { password: "" })).message, /the zip wants a password/);
});

test("a damaged entry is told by its checksum", async () => {
  fixture.serve(
    "/BeetleFly.zip",
    plainZip(filesOf("BeetleFly").map((entry) => ({ ...entry, crc: 12345 }))),
  );
  assert.match(
    (await fixture.faultOf(server.url("/{name}.zip"))).message,
    /the zip cannot be unpacked \(invalid crc32\)/,
  );
});

test("a zip with names that lead out of its folder is not used at all", async () => {
  for (const name of ["../../evil.tsv", "/etc/evil.tsv", "..\\evil.tsv", "C:/evil.tsv"]) {
    fixture.serve(
      "/BeetleFly.zip",
      plainZip([...filesOf("BeetleFly"), { name, data: Buffer.from("x") }]),
    );
    const fault = await fixture.faultOf(server.url("/{name}.zip"));
    assert.match(fault.message, /a name that leads out of its folder .*evil\.tsv/);
  }
});

test("a zip bomb is stopped, whether it says its size or lies about it", async () => {
  const [train, testFile] = filesOf("BeetleFly");
  const vast = { ...train!, size: 4_000_000_000 };
  fixture.serve("/BeetleFly.zip", plainZip([vast, testFile!]));
  assert.match(
    (await fixture.faultOf(server.url("/{name}.zip"))).message,
    /BeetleFly_TRAIN\.tsv unpacks to more than 500 MB/,
  );
  const bomb = { ...train!, data: Buffer.alloc(50_000_000), size: 1000 };
  fixture.serve("/BeetleFly.zip", plainZip([bomb, testFile!]));
  assert.match(
    (await fixture.faultOf(server.url("/{name}.zip"))).message,
    /cannot be unpacked|unpacks to more than/,
  );
});

test("a file that differs from the archive's own is refused by its checksum", async () => {
  const altered = embeddedFile("UMD", "TRAIN");
  altered[10] = "9".charCodeAt(0);
  fixture.serve(
    "/UMD.zip",
    plainZip([
      { name: "UMD_TRAIN.tsv", data: altered },
      { name: "UMD_TEST.tsv", data: embeddedFile("UMD", "TEST") },
    ]),
  );
  const fault = await fixture.faultOf(server.url("/{name}.zip"), { existing: "replace" }, "UMD");
  assert.match(
    fault.message,
    /UMD_TRAIN\.tsv has the SHA-256 [0-9a-f]{12}…, known is [0-9a-f]{12}…/,
  );
});

test("another number of series than the archive's is refused", async () => {
  const [train, testFile] = filesOf("BeetleFly");
  const short = {
    ...train!,
    data: Buffer.from(train!.data.toString().split("\n").slice(1).join("\n")),
  };
  fixture.serve("/BeetleFly.zip", plainZip([short, testFile!]));
  const fault = await fixture.faultOf(server.url("/{name}.zip"));
  assert.match(fault.message, /BeetleFly_TRAIN\.tsv has 19 series, the 2018 archive has 20/);
});

test("a source that lacks the set, and one that does not exist, are told", async () => {
  const archive = fixture.serve("/a.zip", await archiveZip(names));
  assert.match((await fixture.faultOf(archive, {}, "Yoga")).message, /a\.zip has no Yoga/);
  await assert.rejects(
    () => fixture.fetch(["Yoga"], "no/such/folder"),
    /there is no folder or zip no\/such\/folder/,
  );
});

test("a full disk is told, with where and what to do", {
  skip: !existsSync("/dev/full") && "needs /dev/full",
}, async () => {
  fixture.serve("/BeetleFly.zip", setZip("BeetleFly"));
  mkdirSync(join(fixture.folder, ".download"));
  symlinkSync("/dev/full", join(fixture.folder, ".download", "BeetleFly.zip.part"));
  const fault = await fixture.faultOf(server.url("/{name}.zip"));
  assert.match(fault.message, /no space left on the disk of .*BeetleFly\.zip\.part/);
  assert.match(fault.hint!, /--to/);
});

test("a folder that another process is fetching into is refused, one that a dead process left is not", async () => {
  const url = fixture.serve("/a.zip", await archiveZip(names));
  writeFileSync(join(fixture.folder, ".fetching"), String(process.ppid));
  await assert.rejects(
    () => fixture.fetch(["BeetleFly"], url),
    /another fetch \(process \d+\) is writing to/,
  );
  writeFileSync(join(fixture.folder, ".fetching"), "4194305");
  fixture.assertFetched(await fixture.fetch(["BeetleFly"], url));
});

test("a folder that cannot be made is told", async () => {
  writeFileSync(join(fixture.folder, "file"), "");
  await assert.rejects(
    () =>
      fixture.fetch(["BeetleFly"], server.url("/a.zip"), {
        folder: join(fixture.folder, "file", "below"),
      }),
    (error) => error instanceof HarnessError && /cannot write/.test(error.message),
  );
});
