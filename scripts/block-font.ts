/** One box in the em square, for every character that leaves ink; half an em wide. */
const unitsPerEm = 1000;
const advance = 500;
const box = { left: 40, bottom: 0, right: 460, top: 520 };
const blank = 1;
const ink = 2;

/**
 * A TrueType font (OpenType 1.9, TrueType outlines) in which every character is the same box and every
 * space is empty. Text set in it takes the same room, and looks the same, on every machine.
 */
export function blockFont(): Buffer {
  const glyphs = [Buffer.alloc(0), Buffer.alloc(0), boxGlyph()];
  const offsets = glyphs.map((_, index) =>
    glyphs.slice(0, index).reduce((sum, { length }) => sum + length, 0),
  );
  const glyf = Buffer.concat(glyphs);
  return file({
    'OS/2': os2(),
    cmap: cmap(),
    glyf,
    head: head(),
    hhea: hhea(glyphs.length),
    hmtx: bytes(...glyphs.flatMap(() => [u16(advance), u16(box.left)])),
    loca: bytes(...[...offsets, glyf.length].map(u32)),
    maxp: bytes(
      u32(0x00010000),
      u16(glyphs.length),
      u16(4),
      u16(1),
      ...zeros(2),
      u16(2),
      ...zeros(8),
    ),
    name: bytes(u16(0), u16(0), u16(6)),
    post: bytes(u32(0x00030000), u32(0), u16(0), u16(50), ...zeros(10)),
  });
}

const bytes = (...parts: Buffer[]): Buffer => Buffer.concat(parts);
const u16 = (value: number): Buffer => Buffer.from([(value >> 8) & 255, value & 255]);
const u32 = (value: number): Buffer => bytes(u16(value >>> 16), u16(value & 0xffff));
const zeros = (count: number): Buffer[] => Array.from({ length: count }, () => u16(0));

function boxGlyph(): Buffer {
  const { left, bottom, right, top } = box;
  const onCurve = Buffer.from([1, 1, 1, 1]);
  const across = [left, 0, right - left, 0].map(u16);
  const up = [bottom, top - bottom, 0, bottom - top].map(u16);
  const corners = [u16(1), u16(left), u16(bottom), u16(right), u16(top), u16(3), u16(0)];
  return bytes(...corners, onCurve, ...across, ...up, ...zeros(1));
}

/** Format 13: whole ranges of characters to one glyph. */
function cmap(): Buffer {
  const groups: [number, number, number][] = [
    [0x00, 0x20, blank],
    [0x21, 0x9f, ink],
    [0xa0, 0xa0, blank],
    [0xa1, 0x1fff, ink],
    [0x2000, 0x200f, blank],
    [0x2010, 0x2027, ink],
    [0x2028, 0x202f, blank],
    [0x2030, 0xd7ff, ink],
    [0xe000, 0x10ffff, ink],
  ];
  const list = groups.map((group) => bytes(...group.map(u32)));
  const table = [u16(13), u16(0), u32(16 + 12 * groups.length), u32(0), u32(groups.length)];
  return bytes(u16(0), u16(1), u16(3), u16(10), u32(12), ...table, ...list);
}

const head = (): Buffer =>
  bytes(
    ...[u32(0x00010000), u32(0x00010000), u32(0), u32(0x5f0f3cf5), u16(3), u16(unitsPerEm)],
    ...zeros(8), // made and changed: never
    ...[box.left, box.bottom, box.right, box.top, 0, 8, 2, 1, 0].map(u16),
  );

const hhea = (glyphs: number): Buffer =>
  bytes(
    ...[u32(0x00010000), u16(800), u16(-200), u16(0), u16(advance), u16(box.left), u16(40)],
    ...[u16(box.right), u16(1), ...zeros(7), u16(glyphs)],
  );

const os2 = (): Buffer =>
  bytes(
    ...[u16(4), u16(advance), u16(400), u16(5), ...zeros(30)],
    ...[u16(0x40), u16(0x20), u16(0xffff), u16(800), u16(-200), u16(0), u16(800), u16(200)],
    ...[...zeros(4), u16(520), u16(700), u16(0), u16(0x20), u16(1)],
  );

/** The directory of tables, each with its checksum, and the tables behind it. */
function file(tables: Record<string, Buffer>): Buffer {
  const names = Object.keys(tables);
  const power = 2 ** Math.floor(Math.log2(names.length));
  const search = [power * 16, Math.log2(power), names.length * 16 - power * 16].map(u16);
  const directory = [u32(0x00010000), u16(names.length), ...search];
  const bodies: Buffer[] = [];
  let at = 12 + 16 * names.length;
  for (const [name, table] of Object.entries(tables)) {
    const padded = bytes(table, Buffer.alloc(-table.length & 3));
    directory.push(Buffer.from(name), u32(sum(padded)), u32(at), u32(table.length));
    bodies.push(padded);
    at += padded.length;
  }
  return bytes(...directory, ...bodies);
}

function sum(table: Buffer): number {
  let total = 0;
  for (let at = 0; at < table.length; at += 4) total = (total + table.readUInt32BE(at)) >>> 0;
  return total;
}
