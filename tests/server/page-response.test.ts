import { brotliDecompressSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { bytesOf, pageResponse } from '../../src/server/page-response.ts';

const long = `<p>“${'Größe, 大きさ, 👍 '.repeat(200)}”</p>`;

function respond(text: string, acceptEncoding?: string): Response {
  const request = new Request('http://localhost/', {
    headers: acceptEncoding === undefined ? {} : { 'accept-encoding': acceptEncoding },
  });
  const headers = new Headers({ 'content-type': 'text/html' });
  return pageResponse(bytesOf(text), request, { status: 201, headers });
}
const bodyOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

it('compresses a page for a browser that takes brotli, and tells how long it is', async () => {
  const response = respond(long, 'gzip, deflate, br, zstd');
  const body = await bodyOf(response);
  expect(brotliDecompressSync(body).toString()).toBe(long);
  expect(response.status).toBe(201);
  expect(Object.fromEntries(response.headers)).toEqual({
    'content-type': 'text/html',
    'content-encoding': 'br',
    'content-length': String(body.length),
    vary: 'accept-encoding',
  });
});

it('takes longer over a long page, to send less of it', async () => {
  // The same text in pages just below and above 80,000 bytes.
  const pageOf = (bytes: number) =>
    Array.from({ length: bytes / 10 }, (_, i) => `${(i * 7919) % 99_991}`.padEnd(10, '<p>')).join(
      '',
    );
  const [short, long] = await Promise.all(
    [79_990, 80_000].map(async (bytes) => bodyOf(respond(pageOf(bytes), 'br'))),
  );
  expect(long?.length).toBeLessThan(0.95 * (short?.length ?? 0));
});

it.each([
  ['a browser that names no encoding', long, undefined],
  ['a browser that takes others', long, 'gzip, brother'],
  ['a page too short to gain', '<p>“short”</p>', 'br'],
])('sends the page as it is for %s', async (_, text, accepted) => {
  const response = respond(text, accepted);
  const body = await bodyOf(response);
  expect(body.toString()).toBe(text);
  expect(response.headers.has('content-encoding')).toBe(false);
  expect(response.headers.get('content-length')).toBe(String(body.length));
  expect(response.headers.get('vary')).toBe('accept-encoding');
});

it('sends half a character, which a value that was cut can end with, as one that is unknown', () => {
  expect(bytesOf('cut \ud83d|').toString()).toBe('cut \ufffd|');
});
