import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';

const cells = 5;
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * A square picture in PNG format (ISO/IEC 15948): a pattern of its own for each seed, symmetrical like a face.
 * @param size pixels along each side
 */
export function picture(seed: string, size: number): Buffer {
  const hash = createHash('sha256').update(seed).digest();
  const colors = Buffer.from([0xf3, 0xf2, 0xf1, ...hash.subarray(0, 3).map((byte) => byte >> 1)]);
  const rows = Array.from({ length: size }, (_, y) => {
    const row = Buffer.alloc(size + 1);
    for (let x = 0; x < size; x += 1) row[x + 1] = colorAt(hash, cellOf(x, size), cellOf(y, size));
    return row;
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  // Eight bits a pixel, which name a color of the palette.
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', colors),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const cellOf = (pixel: number, size: number): number => Math.floor((pixel * cells) / size);

/** The left half decides for the right one too. */
function colorAt(hash: Buffer, column: number, row: number): number {
  const half = Math.min(column, cells - 1 - column);
  return (hash[3 + row * cells + half] ?? 0) & 1;
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'ascii'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
