import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { HarnessError } from "../../errors.ts";
import { fileFault } from "./file-fault.ts";

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/**
 * Locks a folder for this process, so that no two downloads write the same files; what a process has
 * left that is gone does not count.
 * @returns unlocks the folder
 * @throws HarnessError `data` when another process has it, or the folder cannot be written
 */
export function lockFolder(folder: string): () => void {
  const path = join(folder, ".fetching");
  const take = () => writeFileSync(path, String(process.pid), { flag: "wx" });
  try {
    mkdirSync(folder, { recursive: true });
    try {
      take();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      const owner = Number(readFileSync(path, "utf8"));
      if (owner !== process.pid && Number.isInteger(owner) && owner > 0 && isAlive(owner)) {
        throw new HarnessError(
          "data",
          `another fetch (process ${owner}) is writing to ${folder}`,
          `wait for it; if it is no fetch, delete ${path}`,
        );
      }
      rmSync(path);
      take();
    }
  } catch (error) {
    throw fileFault(error, folder);
  }
  return () => rmSync(path, { force: true });
}
