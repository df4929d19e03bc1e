import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

/** A file in a zip, as the zip holds it: packed, with its headers (APPNOTE.TXT §4.3.7 and §4.3.12). */
export interface ZipEntry {
  /** In the folder of the zip. */
  path: string;
  local: Buffer;
  central: Buffer;
}

const localSize = 30;
const centralSize = 46;
const endSize = 22;
const stored = 0;
const deflated = 8;

/** The files of a zip that `reproducibleZip` made: it has no comments, no extra fields, and no data descriptors. */
export function zipEntries(bytes: Uint8Array): ZipEntry[] {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = zip.length - endSize;
  const entries: ZipEntry[] = [];
  let at = zip.readUInt32LE(end + 16);
  while (at < end) {
    const nameLength = zip.readUInt16LE(at + 28);
    const central = zip.subarray(at, at + centralSize + nameLength);
    const start = central.readUInt32LE(42);
    const local = zip.subarray(start, start + localSize + nameLength + central.readUInt32LE(20));
    entries.push({ path: central.toString('utf8', centralSize), local, central });
    at += central.length;
  }
  return entries;
}

export function contentOf({ local }: ZipEntry): Buffer {
  const packed = local.subarray(localSize + local.readUInt16LE(26));
  return local.readUInt16LE(8) === stored ? packed : inflateRawSync(packed);
}

/** The same file with another content. */
export function withContent({ path, local, central }: ZipEntry, content: Buffer): ZipEntry {
  const packed = deflateRawSync(content, { level: 9 });
  const [head, entry] = [
    Buffer.from(local.subarray(0, localSize + local.readUInt16LE(26))),
    Buffer.from(central),
  ];
  for (const [header, method] of [
    [head, 8],
    [entry, 10],
  ] as const) {
    header.writeUInt16LE(deflated, method);
    header.writeUInt32LE(crc32(content), method + 6);
    header.writeUInt32LE(packed.length, method + 10);
    header.writeUInt32LE(content.length, method + 14);
  }
  return { path, local: Buffer.concat([head, packed]), central: entry };
}

export function zipOf(entries: readonly ZipEntry[]): Buffer {
  let offset = 0;
  const directory = entries.map(({ local, central }) => {
    const entry = Buffer.from(central);
    entry.writeUInt32LE(offset, 42);
    offset += local.length;
    return entry;
  });
  const end = Buffer.alloc(endSize);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(
    directory.reduce((size, { length }) => size + length, 0),
    12,
  );
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...entries.map(({ local }) => local), ...directory, end]);
}
