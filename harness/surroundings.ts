import { HarnessError } from "./errors.ts";

const room =
  "make room, or name another folder with --results and --reports; the same command goes on from there";
const rights =
  "make it writable, or name another folder with --results and --reports; the same command goes on from there";
const handles =
  "raise the limit (ulimit -n 1024) or take fewer workers (--jobs 1); the same command goes on from there";

/** What the system's errors that no input and no defect causes mean, and what to do. */
const faults: Readonly<Record<string, readonly [what: string, hint: string]>> = {
  EROFS: ["it lies on a file system that can only be read", rights],
  EACCES: ["that is not permitted", rights],
  EPERM: ["that is not permitted", rights],
  ENOSPC: ["the disk is full", room],
  EDQUOT: ["the disk quota is used up", room],
  EFBIG: [
    "the file would be larger than is allowed (ulimit -f)",
    "raise the limit; the same command goes on from there",
  ],
  ENOTDIR: [
    "a part of that path is a file, where a folder is needed",
    "name a folder, such as --results results",
  ],
  EEXIST: ["a file is there, where a folder is needed", "name a folder, such as --results results"],
  EMFILE: ["too many files are open in this process (ulimit -n)", handles],
  ENFILE: ["too many files are open on this machine", handles],
};

/**
 * The sentence about a failure of the disk, of its rights or of the system's limits; `undefined` for an
 * error of another kind, which is a defect of the program.
 */
export function surroundingsFault(error: unknown): HarnessError | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code = "", path, syscall } = error as NodeJS.ErrnoException;
  // Node says this of a folder that it cannot make, with its parents, where nothing can be written.
  const known = code === "ENOENT" && syscall === "mkdir" ? "EROFS" : code;
  const fault = Object.hasOwn(faults, known) ? faults[known] : undefined;
  if (fault === undefined) return surroundingsFault(error.cause);
  const done = `${syscall ?? "use"}${path === undefined ? " a file" : ` ${path}`}`;
  return new HarnessError("surroundings", `cannot ${done}: ${fault[0]} (${code})`, fault[1]);
}
