import { createReadStream, existsSync, mkdirSync, statSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { HarnessError } from "../../errors.ts";
import { filesIn } from "../archive-folder.ts";
import { manifestEntry } from "../manifest.ts";
import { type DownloadEvents, download } from "./download.ts";
import type { Pace } from "./pace.ts";
import { OpenZip, type PackedFile } from "./zip.ts";
import { DiskReader, RemoteReader } from "./zip-readers.ts";

/** Where the archive is published: as a whole, and one zip a data set. */
export const publicSources = [
  "https://www.cs.ucr.edu/~eamonn/time_series_data_2018/UCRArchive_2018.zip",
  "https://www.timeseriesclassification.com/aeon-toolkit/{name}.zip",
];

/** Both files of a data set, to be unpacked before `close`. */
export interface SuppliedFiles {
  readonly train: PackedFile;
  readonly test: PackedFile;
  close(): Promise<void>;
}

/** Something that has data sets. */
export interface Supply {
  /** Its path or address, for sentences. */
  readonly where: string;
  /** The files of a data set, or `undefined` where it has none of that name. */
  filesOf(name: string): Promise<SuppliedFiles | undefined>;
  close(): Promise<void>;
}

export interface SupplyOptions {
  /** Folder for zips that must be downloaded as a whole. */
  readonly downloads: string;
  readonly password: string;
  readonly pace: Pace;
  /** Told of a download by its name. */
  readonly events: (name: string) => DownloadEvents;
}

const closeNothing = async () => {};

function folderSupply(folder: string): Supply {
  const file = (path: string, name: string): PackedFile => ({
    name,
    size: statSync(path).size,
    async unpack(write) {
      for await (const chunk of createReadStream(path)) await write(chunk as Uint8Array);
    },
  });
  return {
    where: folder,
    close: closeNothing,
    async filesOf(name) {
      const found = filesIn(folder, manifestEntry(name)!);
      if (found === undefined) return undefined;
      const train = file(found.train, `${name}_TRAIN${found.ending}`);
      const test = file(found.test, `${name}_TEST${found.ending}`);
      return { train, test, close: closeNothing };
    },
  };
}

/** A zip that is opened when it is first asked for. */
function zipSupply(
  where: string,
  open: () => Promise<{ zip: OpenZip; close(): Promise<void> }>,
): Supply {
  let opened: ReturnType<typeof open> | undefined;
  return {
    where,
    async filesOf(name) {
      opened ??= open();
      const files = (await opened).zip.filesOf(name);
      return files && { ...files, close: closeNothing };
    },
    async close() {
      if (opened !== undefined) await opened.then(({ close }) => close()).catch(() => undefined);
    },
  };
}

async function openOnDisk(path: string, where: string, password: string) {
  const reader = new DiskReader(path);
  try {
    return { zip: await OpenZip.read(reader, where, password), close: () => reader.close() };
  } catch (error) {
    await reader.close();
    throw error;
  }
}

/** The whole archive at an address: read in parts where the server gives them, else downloaded. */
function archiveSupply(url: string, { downloads, password, pace, events }: SupplyOptions): Supply {
  const name = new URL(url).pathname.split("/").at(-1) || "archive.zip";
  return zipSupply(url, async () => {
    const remote = await RemoteReader.at(url, pace, events(name).onWait);
    if (remote !== undefined) {
      return { zip: await OpenZip.read(remote, url, password), close: closeNothing };
    }
    mkdirSync(downloads, { recursive: true });
    const path = join(downloads, name);
    if (!existsSync(path)) await download(url, path, pace, events(name));
    const { zip, close } = await openOnDisk(path, url, password).catch(async (error) => {
      await rm(path);
      throw error;
    });
    return {
      zip,
      async close() {
        await close();
        await rm(path);
      },
    };
  });
}

/** One zip a data set: `{name}` in the address stands for its name. */
function setSupply(template: string, { downloads, password, pace, events }: SupplyOptions): Supply {
  return {
    where: template,
    close: closeNothing,
    async filesOf(name) {
      const url = template.replaceAll("{name}", name);
      mkdirSync(downloads, { recursive: true });
      const path = join(downloads, `${name}.zip`);
      await download(url, path, pace, events(name));
      const remove = () => rm(path, { force: true });
      try {
        const { zip, close } = await openOnDisk(path, url, password);
        const files = zip.filesOf(name);
        const closeBoth = () => close().then(remove);
        if (files !== undefined) return { ...files, close: closeBoth };
        await closeBoth();
        return undefined;
      } catch (error) {
        await remove();
        throw error;
      }
    },
  };
}

/**
 * A source as it is written in a config or after --from: the address of a zip of the whole archive,
 * an address with `{name}` in it for one zip a data set, or the path of a folder or a zip.
 * @throws HarnessError `usage` for a path at which there is nothing
 */
export function supplyFrom(source: string, options: SupplyOptions): Supply {
  if (/^https?:\/\//i.test(source)) {
    if (!URL.canParse(source)) throw new HarnessError("usage", `"${source}" is no address`);
    return source.includes("{name}") ? setSupply(source, options) : archiveSupply(source, options);
  }
  const path = resolve(source);
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) {
    throw new HarnessError(
      "usage",
      `there is no folder or zip ${source}`,
      "a source is an http address, a folder with one folder a data set, or a zip",
    );
  }
  if (stats.isDirectory()) return folderSupply(path);
  return zipSupply(path, () => openOnDisk(path, path, options.password));
}
