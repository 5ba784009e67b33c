/**
 * How long it takes to read every set of an archive's folder, on one core:
 *
 *     taskset -c 0 npx tsx bench/read.ts <folder of the archive>
 */
import { statSync } from "node:fs";
import { loadDataset } from "../harness/data/load.ts";
import { locateDataset } from "../harness/data/locate.ts";
import { manifest } from "../harness/data/manifest.ts";
import { prepareThread } from "../harness/run/v8.ts";

const [archive] = process.argv.slice(2);
if (archive === undefined) throw new Error("usage: npx tsx bench/read.ts <folder of the archive>");

prepareThread();
let sets = 0;
let bytes = 0;
let values = 0;
const start = performance.now();
for (const { name } of manifest.sets) {
  const located = locateDataset(name, { archive, base: "." });
  if (located.status === "missing" || located.source.kind !== "files") continue;
  const { train, test } = loadDataset(located);
  sets++;
  bytes += statSync(located.source.train).size + statSync(located.source.test).size;
  values += train.sequences.values.length + test.sequences.values.length;
}
const seconds = (performance.now() - start) / 1000;
console.log(
  `${sets} sets, ${(bytes / 1e6).toFixed(0)} MB, ${(values / 1e6).toFixed(1)} million values in ${seconds.toFixed(2)} s: ${(bytes / 1e6 / seconds).toFixed(0)} MB/s`,
);
