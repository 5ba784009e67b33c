import { createHash } from "node:crypto";
import { existsSync, mkdirSync, renameSync, rmSync, statfsSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { HarnessError } from "../../errors.ts";
import { writeAtomically } from "../../write-atomically.ts";
import { formatOf } from "../formats/registry.ts";
import { knownChecksum, type ManifestEntry, readLock } from "../manifest.ts";
import { fileFault } from "./file-fault.ts";
import type { SuppliedFiles } from "./supply.ts";
import type { PackedFile } from "./zip.ts";

/** Beside the data sets, on the same disk: what is being unpacked. Nothing here is ever read as data. */
const incomingFolder = ".incoming";

interface Written {
  readonly sha256: string;
  readonly series: number;
}

async function write(
  file: PackedFile,
  path: string,
  onBytes: (count: number) => void,
): Promise<Written> {
  const hash = createHash("sha256");
  const counter = formatOf(file.name).seriesCounter();
  try {
    const handle = await open(path, "w");
    try {
      await file.unpack(async (chunk) => {
        await handle.write(chunk);
        hash.update(chunk);
        counter.add(chunk);
        onBytes(chunk.length);
      });
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw fileFault(error, path);
  }
  return { sha256: hash.digest("hex"), series: counter.count };
}

function checkSpace(folder: string, needed: number): void {
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize >= needed) return;
  const megabytes = (bytes: number) => `${Math.ceil(bytes / 1e6)} MB`;
  throw new HarnessError(
    "data",
    `${folder} has ${megabytes(bavail * bsize)} left, ${megabytes(needed)} are needed`,
    "free some, or name a folder on another disk with --to",
  );
}

function checkWritten(
  where: string,
  file: PackedFile,
  { sha256, series }: Written,
  expected: number,
  known: string | undefined,
): void {
  if (known !== undefined && known !== sha256) {
    throw new HarnessError(
      "data",
      `${where}: ${file.name} has the SHA-256 ${sha256.slice(0, 12)}…, known is ${known.slice(0, 12)}…`,
      "it is damaged or another version; name another source with --from",
    );
  }
  if (series !== expected) {
    throw new HarnessError(
      "data",
      `${where}: ${file.name} has ${series} series, the 2018 archive has ${expected}`,
      "it is another release or not whole; name another source with --from",
    );
  }
}

/** Pins checksums that are not known yet. */
function pin(lockPath: string, sums: Readonly<Record<string, string>>): string[] {
  const lock = readLock(lockPath);
  const fresh = Object.entries(sums).filter(([file]) => knownChecksum(file, lock) === undefined);
  if (fresh.length === 0) return [];
  const entries = [...Object.entries(lock), ...fresh].sort(([a], [b]) => (a < b ? -1 : 1));
  writeAtomically(lockPath, `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`);
  return fresh.map(([file]) => file);
}

/** Renames a folder to its final name; one that is there already makes way. */
function moveInto(incoming: string, target: string): void {
  const former = `${incoming}.former`;
  if (existsSync(target)) renameSync(target, former);
  renameSync(incoming, target);
  rmSync(former, { recursive: true, force: true });
}

/** Removes what an interrupted run has left. */
export function clearIncoming(folder: string): void {
  rmSync(join(folder, incomingFolder), { recursive: true, force: true });
}

/**
 * Unpacks a data set beside its final folder, checks it, pins checksums that were unknown, and renames
 * it as one folder.
 * @param where what supplies it, for sentences
 * @returns names of the files that were pinned
 * @throws HarnessError `data` for another checksum or number of series, no space, no permission
 */
export async function storeDataset(
  { name, train, test }: ManifestEntry,
  files: SuppliedFiles,
  {
    where,
    folder,
    lock,
    onBytes,
  }: { where: string; folder: string; lock: string; onBytes: (count: number) => void },
): Promise<string[]> {
  const incoming = join(folder, incomingFolder, name);
  try {
    rmSync(incoming, { recursive: true, force: true });
    mkdirSync(incoming, { recursive: true });
    checkSpace(folder, files.train.size + files.test.size);
    const sums: Record<string, string> = {};
    for (const [file, expected] of [
      [files.train, train],
      [files.test, test],
    ] as const) {
      const written = await write(file, join(incoming, file.name), onBytes);
      checkWritten(where, file, written, expected, knownChecksum(file.name, readLock(lock)));
      sums[file.name] = written.sha256;
    }
    const pinned = pin(lock, sums);
    moveInto(incoming, join(folder, name));
    return pinned;
  } catch (error) {
    rmSync(incoming, { recursive: true, force: true });
    throw fileFault(error, folder);
  }
}
