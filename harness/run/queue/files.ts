import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import type { Redis } from "ioredis";
import { sha256 } from "../../data/file-bytes.ts";
import { HarnessError } from "../../errors.ts";
import type { Experiment } from "../../experiments/experiment.ts";
import { writeAtomically } from "../../write-atomically.ts";
import { keyOf } from "./protocol.ts";

/*
 * Payloads name data files by absolute paths of one machine. In the queue a reference stands for a
 * path: the checksum of the file's bytes, and its name as a hint where an archive has it.
 */

const referencePattern = /^sha256:([0-9a-f]{64})\/([^/]+)$/;

/** Seconds after which Redis forgets a file that nobody asked for again. */
const fileLife = 7 * 24 * 3600;

/** Largest data file that is unpacked. */
const mostBytes = 2 ** 30;

/** The paths that a payload names. */
function pathsIn(experiment: Experiment, payload: unknown): string[] {
  const paths: string[] = [];
  experiment.withFiles?.(payload, (path) => {
    paths.push(path);
    return path;
  });
  return paths;
}

/** Files of this machine, for workers that have not got them. */
export class FileShelf {
  readonly #connection: Redis;
  readonly #queue: string;
  readonly #references = new Map<string, Promise<string>>();

  constructor(connection: Redis, queue: string) {
    this.#connection = connection;
    this.#queue = queue;
  }

  async #put(path: string): Promise<string> {
    const bytes = readFileSync(path);
    const sum = sha256(bytes);
    const key = keyOf(this.#queue, "file", sum);
    if ((await this.#connection.expire(key, fileLife)) === 0) {
      await this.#connection.set(key, gzipSync(bytes), "EX", fileLife);
    }
    return `sha256:${sum}/${basename(path)}`;
  }

  /** A payload with references for paths; the files are in Redis then. */
  async portable(experiment: Experiment, payload: unknown): Promise<unknown> {
    const references = new Map<string, string>();
    for (const path of pathsIn(experiment, payload)) {
      const reference = this.#references.get(path) ?? this.#put(path);
      this.#references.set(path, reference);
      references.set(path, await reference);
    }
    return experiment.withFiles?.(payload, (path) => references.get(path)!) ?? payload;
  }
}

/** The files of a worker: its own archive's, those it got before, and those in Redis. */
export class FileFinder {
  readonly #connection: Redis;
  readonly #queue: string;
  readonly #archive: string | undefined;
  readonly #cache: string;
  readonly #notice: (sentence: string) => void;
  readonly #found = new Map<string, Promise<string>>();

  /**
   * @param cache folder for files from Redis, named by their checksums
   * @param notice is told where the archive's file is not the one that the run is about
   */
  constructor(
    connection: Redis,
    queue: string,
    archive: string | undefined,
    cache: string,
    notice: (sentence: string) => void,
  ) {
    this.#connection = connection;
    this.#queue = queue;
    this.#archive = archive;
    this.#cache = cache;
    this.#notice = notice;
  }

  #inArchive(sum: string, name: string): string | undefined {
    const set = /^(.+)_(TRAIN|TEST)(\.\w+)?$/.exec(name)?.[1];
    if (this.#archive === undefined || set === undefined) return undefined;
    const path = join(this.#archive, set, name);
    if (!existsSync(path)) return undefined;
    if (sha256(readFileSync(path)) === sum) return path;
    this.#notice(`${name} of this machine's archive is not the file that the run is about`);
    return undefined;
  }

  async #fetch(sum: string, name: string): Promise<string> {
    const own = this.#inArchive(sum, name);
    if (own !== undefined) return own;
    const path = join(this.#cache, sum);
    if (existsSync(path) && sha256(readFileSync(path)) === sum) return path;
    const packed = await this.#connection.getBuffer(keyOf(this.#queue, "file", sum));
    if (packed === null) {
      throw new HarnessError("data", `${name} is neither on this machine nor in the queue`);
    }
    const bytes = gunzipSync(packed, { maxOutputLength: mostBytes });
    if (sha256(bytes) !== sum) {
      throw new HarnessError("data", `${name} in the queue does not have its own checksum`);
    }
    writeAtomically(path, bytes);
    return path;
  }

  /** The payload with paths of this machine; a payload that names a path itself is refused. */
  async local(experiment: Experiment, payload: unknown): Promise<unknown> {
    const paths = new Map<string, string>();
    for (const reference of pathsIn(experiment, payload)) {
      const [, sum, name] = referencePattern.exec(reference) ?? [];
      if (sum === undefined || name === undefined) {
        throw new HarnessError(
          "data",
          "a unit in the queue names a file by something else than its checksum",
        );
      }
      const found = this.#found.get(reference) ?? this.#fetch(sum, name);
      this.#found.set(reference, found);
      found.catch(() => this.#found.delete(reference));
      paths.set(reference, await found);
    }
    return experiment.withFiles?.(payload, (reference) => paths.get(reference)!) ?? payload;
  }
}
