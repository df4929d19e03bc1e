import { expect, test } from 'vitest';
import { isUtf16 } from '../../../../../samples/web-app/sign-in/registration/named-file.ts';

test.each([
  ['little-endian UTF-16', [0xff, 0xfe, 0x41], true],
  ['big-endian UTF-16', [0xfe, 0xff, 0x41], true],
  ['UTF-8 with a byte order mark', [0xef, 0xbb, 0xbf], false],
  ['the same byte twice', [0xff, 0xff], false],
  ['the other byte twice', [0xfe, 0xfe], false],
  ['a first byte alone', [0xff], false],
  ['the other first byte alone', [0xfe], false],
  ['a second byte after another', [0x41, 0xfe], false],
  ['the other second byte after another', [0x41, 0xff], false],
  ['nothing', [], false],
])('%s', (_, bytes, is) => {
  expect(isUtf16(Uint8Array.from(bytes))).toBe(is);
});
