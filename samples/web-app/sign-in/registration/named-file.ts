import { readFileSync } from 'node:fs';
import { z } from 'zod';

const Missing = z.object({ code: z.literal('ENOENT') });

/** The bytes of the file that a variable names; undefined after a mistake. */
export function bytesOf(variable: string, path: string, mistakes: string[]): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    mistakes.push(
      Missing.safeParse(error).success
        ? `${variable} names a file that doesn't exist: ${path}.`
        : `${variable} names a file that the app can't read: ${path}.`,
    );
    return undefined;
  }
}

/** Whether text begins with the byte order mark of UTF-16. */
export function isUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}
