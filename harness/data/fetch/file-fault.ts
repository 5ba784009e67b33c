import { HarnessError } from "../../errors.ts";

/** An error of the file system as a sentence with what to do; any other error as it is. */
export function fileFault(error: unknown, path: string): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case "ENOSPC":
    case "EDQUOT":
      return new HarnessError(
        "data",
        `no space left on the disk of ${path}`,
        "free some, or name a folder on another disk with --to; the same command goes on from here",
      );
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return new HarnessError(
        "data",
        `no permission to write ${path}`,
        "name a folder of your own with --to",
      );
    case "ENOENT":
    case "ENOTDIR":
    case "EISDIR":
    case "EEXIST":
    case "EIO":
      return new HarnessError("data", `cannot write ${path}: ${message}`);
    default:
      return error;
  }
}
