import { crc32, deflateRawSync } from "node:zlib";
import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from "@zip.js/zip.js";

/** An entry of a zip that is written by hand, with room for lies. */
export interface Entry {
  readonly name: string;
  readonly data: Uint8Array;
  /** What the zip says instead of the truth. */
  readonly size?: number;
  readonly crc?: number;
}

/** A zip without encryption, written byte for byte. */
export function plainZip(entries: readonly Entry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data, size = data.length, crc = crc32(data) } of entries) {
    const packed = deflateRawSync(data);
    const path = Buffer.from(name, "utf8");
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0); // version
    common.writeUInt16LE(0x800, 2); // names in UTF-8
    common.writeUInt16LE(8, 4); // deflate
    common.writeUInt32LE(0x00210000, 6); // 1980-01-01
    common.writeUInt32LE(crc, 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(size, 18);
    common.writeUInt16LE(path.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), common, path, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(
      Buffer.concat([Buffer.from("PK\x01\x02\x14\x00", "latin1"), common, tail, path]),
    );
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, central, end]);
}

/** A zip encrypted with ZipCrypto, as the archive's is. */
export async function encryptedZip(
  entries: readonly { readonly name: string; readonly data: Uint8Array }[],
  password: string,
): Promise<Buffer> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { password, zipCrypto: true });
  for (const { name, data } of entries) await writer.add(name, new Uint8ArrayReader(data));
  return Buffer.from(await writer.close());
}
