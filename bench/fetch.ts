/**
 * Time and peak memory of `harness fetch` from a large ZipCrypto zip on a server on loopback, read in
 * parts and downloaded as a whole:
 *
 *     npx tsx bench/fetch.ts
 *
 * The zip holds stand-ins of the published sizes for all sets whose checksum is not known, those of
 * varying length with 500 steps. Peak memory is Linux's VmHWM.
 */
import { spawn } from "node:child_process";
import {
  createReadStream,
  createWriteStream,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
} from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { configure, TextReader, ZipWriter } from "@zip.js/zip.js";
import { manifest } from "../harness/data/manifest.ts";

configure({ useWebWorkers: false });

const program = fileURLToPath(new URL("../harness/index.ts", import.meta.url));
const work = mkdtempSync(join(tmpdir(), "harness-bench-"));
const path = join(work, "UCRArchive_2018.zip");

function standIn(count: number, length: number, classes: number): string {
  const line = (i: number) =>
    [
      (i % classes) + 1,
      ...Array.from({ length }, (_, t) => ((i * 7919 + t * 104729) % 1000003) / 1e6),
    ].join("\t");
  return `${Array.from({ length: count }, (_, i) => line(i)).join("\n")}\n`;
}

let unpacked = 0;
const output = createWriteStream(path);
const writer = new ZipWriter(Writable.toWeb(output), {
  password: "someone",
  zipCrypto: true,
  level: 1,
});
const sets = manifest.sets.filter(({ sha256 }) => sha256 === undefined);
for (const { name, train, test, length, classes } of sets) {
  for (const [part, count] of [
    ["TRAIN", train],
    ["TEST", test],
  ] as const) {
    const text = standIn(count, length ?? 500, classes);
    unpacked += text.length;
    await writer.add(`UCRArchive_2018/${name}/${name}_${part}.tsv`, new TextReader(text));
  }
}
await writer.close();
const { size } = statSync(path);
console.log(`archive: ${(size / 1e6).toFixed(0)} MB, unpacked ${(unpacked / 1e6).toFixed(0)} MB`);

/** Serves the zip, in parts where `parts` says so. */
function serve(parts: "parts" | "whole"): ReturnType<typeof createServer> {
  return createServer((request, response) => {
    const range =
      parts === "parts" ? /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "") : null;
    const [from, to] = range === null ? [0, size - 1] : [Number(range[1]), Number(range[2])];
    response.writeHead(range === null ? 200 : 206, {
      "content-type": "application/zip",
      "content-length": to - from + 1,
      ...(range !== null && { "content-range": `bytes ${from}-${to}/${size}` }),
    });
    createReadStream(path, { start: from, end: to }).pipe(response);
  });
}

function peakMegabytes(pid: number): number {
  const match = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  return Number(match?.[1] ?? 0) / 1024;
}

for (const parts of ["parts", "whole"] as const) {
  const server = serve(parts).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/UCRArchive_2018.zip`;
  const to = mkdtempSync(join(work, "to-"));
  const lock = join(work, `${parts}.json`);
  const start = performance.now();
  const child = spawn(
    process.execPath,
    [
      "--import",
      "tsx",
      program,
      "fetch",
      ...sets.map(({ name }) => name),
      "--from",
      url,
      "--to",
      to,
      "--lock",
      lock,
      "--force",
    ],
    { stdio: ["ignore", "ignore", "pipe"], env: { ...process.env, UCR_ARCHIVE: "" } },
  );
  let peak = 0;
  const timer = setInterval(() => {
    try {
      peak = Math.max(peak, peakMegabytes(child.pid!));
    } catch {
      clearInterval(timer); // gone
    }
  }, 50);
  let fetched = 0;
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    fetched += text.match(/: fetched from/g)?.length ?? 0;
  });
  await new Promise((resolve) => child.once("close", resolve));
  clearInterval(timer);
  const seconds = (performance.now() - start) / 1000;
  console.log(`${parts}: ${fetched} sets in ${seconds.toFixed(1)} s, peak ${peak.toFixed(0)} MB`);
  server.closeAllConnections();
  server.close();
  rmSync(to, { recursive: true });
}
rmSync(work, { recursive: true });
