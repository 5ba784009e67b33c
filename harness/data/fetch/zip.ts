import {
  configure as configureZip,
  ERR_BAD_FORMAT,
  ERR_CENTRAL_DIRECTORY_NOT_FOUND,
  ERR_ENCRYPTED,
  ERR_ENTRY_DATA_OUT_OF_BOUNDS,
  ERR_EOCDR_LOCATOR_ZIP64_NOT_FOUND,
  ERR_EOCDR_NOT_FOUND,
  ERR_INVALID_PASSWORD,
  ERR_LOCAL_FILE_HEADER_NOT_FOUND,
  ERR_UNSAFE_FILENAME,
  type FileEntry,
  type Reader,
  ZipReader,
} from "@zip.js/zip.js";
import { HarnessError } from "../../errors.ts";
import { endings } from "../formats/registry.ts";

configureZip({ useWebWorkers: false });

/**
 * Largest data file that is unpacked, in bytes. The archive's largest has about 100 MB; a text much
 * larger than this one cannot be held by the reader anyway.
 */
export const largestFile = 500_000_000;

/** A file of a data set in a zip or in a folder. */
export interface PackedFile {
  /** Such as `Yoga_TRAIN.tsv`. */
  readonly name: string;
  /** Unpacked size in bytes, as declared. */
  readonly size: number;
  /** Hands over the unpacked bytes in order. */
  unpack(write: (chunk: Uint8Array) => Promise<void>): Promise<void>;
}

/** In the 2018 archive: copies of some sets that were padded and interpolated, under the same names. */
const adjustedCopies = "Missing_value_and_variable_length_datasets_adjusted";

/** A zip has other things without an ending, a licence for one: an entry needs one to be taken for data. */
const entryEndings = endings.map(({ ending }) => ending).filter((ending) => ending !== "");

const damages = new Set([
  ERR_BAD_FORMAT,
  ERR_EOCDR_NOT_FOUND,
  ERR_EOCDR_LOCATOR_ZIP64_NOT_FOUND,
  ERR_CENTRAL_DIRECTORY_NOT_FOUND,
  ERR_LOCAL_FILE_HEADER_NOT_FOUND,
  ERR_ENTRY_DATA_OUT_OF_BOUNDS,
]);

/** What zip.js says, as a sentence with what to do; any other error as it is. */
function zipFault(error: unknown, where: string): unknown {
  if (error instanceof HarnessError || !(error instanceof Error) || "syscall" in error)
    return error;
  const { message, filename } = error as Error & { filename?: string };
  const password = "--password takes the one that comes with the archive";
  const again = "the file is damaged: fetch it again, or name another source with --from";
  const fault = (sentence: string, hint: string) =>
    new HarnessError("data", `${where}: ${sentence}`, hint);
  if (message === ERR_INVALID_PASSWORD) return fault("the password is wrong", password);
  if (message === ERR_ENCRYPTED) return fault("the zip wants a password", password);
  if (message === ERR_UNSAFE_FILENAME) {
    return fault(
      `the zip has a name that leads out of its folder (${JSON.stringify(filename)}); nothing of it was used`,
      "name another source with --from",
    );
  }
  if (damages.has(message)) return fault(`not a whole zip (${message.toLowerCase()})`, again);
  // One wrong password in 256 passes zip's own check and shows in what comes out.
  return fault(
    `the zip cannot be unpacked (${message.toLowerCase()})`,
    `${again}; or else ${password}`,
  );
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** A zip whose directory has been read. */
export class OpenZip {
  private readonly where: string;
  private readonly entries: readonly FileEntry[];
  private readonly password: string;

  private constructor(where: string, entries: readonly FileEntry[], password: string) {
    this.where = where;
    this.entries = entries;
    this.password = password;
  }

  /**
   * @param where the zip's path or address, for sentences
   * @throws HarnessError `data` for something that is no whole zip, or has a name that leads out of its folder
   */
  static async read(reader: Reader<unknown>, where: string, password: string): Promise<OpenZip> {
    try {
      const entries = await new ZipReader(reader).getEntries({ filenameValidation: "balanced" });
      return new OpenZip(
        where,
        entries.filter((entry): entry is FileEntry => !entry.directory),
        password,
      );
    } catch (error) {
      throw zipFault(error, where);
    }
  }

  private packed(entry: FileEntry): PackedFile {
    const { where, password } = this;
    const name = baseName(entry.filename);
    const tooLarge = () =>
      new HarnessError(
        "data",
        `${where}: ${name} unpacks to more than ${largestFile / 1e6} MB; no data set of the archive is that large`,
        "name another source with --from",
      );
    return {
      name,
      size: entry.uncompressedSize,
      async unpack(write) {
        if (entry.uncompressedSize > largestFile) throw tooLarge();
        let unpacked = 0;
        const writable = new WritableStream<Uint8Array>({
          async write(chunk) {
            unpacked += chunk.length;
            // The declared size may lie.
            if (unpacked > largestFile || unpacked > entry.uncompressedSize) throw tooLarge();
            await write(chunk);
          },
        });
        try {
          await entry.getData(writable, { ...(entry.encrypted && { password }), checkCrc32: true });
        } catch (error) {
          throw zipFault(error, where);
        }
        if (unpacked !== entry.uncompressedSize) {
          throw new HarnessError(
            "data",
            `${where}: ${name} has ${unpacked} of its ${entry.uncompressedSize} bytes`,
          );
        }
      },
    };
  }

  /** Both files of a data set, in the first form in which the zip has both, or `undefined`. */
  filesOf(name: string): { readonly train: PackedFile; readonly test: PackedFile } | undefined {
    const own = this.entries.filter(({ filename }) => !filename.includes(adjustedCopies));
    for (const ending of entryEndings) {
      const train = own.find(({ filename }) => baseName(filename) === `${name}_TRAIN${ending}`);
      const test = own.find(({ filename }) => baseName(filename) === `${name}_TEST${ending}`);
      if (train !== undefined && test !== undefined) {
        return { train: this.packed(train), test: this.packed(test) };
      }
    }
    return undefined;
  }
}
