import { transcode } from 'node:buffer';
import { brotliCompressSync, constants } from 'node:zlib';

const smallestBytes = 1024;
/**
 * The quickest quality, and a window of 64 KB: these pages are made per request, are about 50 KB, and get an
 * eighth larger than at quality 3. Handing one to another thread would cost more than compressing it.
 */
const params = {
  [constants.BROTLI_PARAM_QUALITY]: 0,
  [constants.BROTLI_PARAM_LGWIN]: 16,
};
/**
 * A page this long tells of a sign-in that also fetched the tenant's metadata and keys, once in a long while:
 * worth another millisecond for a sixth less to send.
 */
const longBytes = 80_000;
const paramsOfLong = { ...params, [constants.BROTLI_PARAM_QUALITY]: 2 };

/** A page made for this request, compressed if the browser takes brotli. */
export function pageResponse(
  page: NonSharedBuffer,
  request: Request,
  { status, headers }: { status: number; headers: Headers },
): Response {
  headers.append('vary', 'accept-encoding');
  const isCompressed =
    page.length >= smallestBytes && /\bbr\b/.test(request.headers.get('accept-encoding') ?? '');
  if (isCompressed) headers.set('content-encoding', 'br');
  const body = isCompressed ? brotli(page) : page;
  headers.set('content-length', String(body.length));
  return new Response(body, { status, headers });
}

/** In UTF-8, in a third of the time that Buffer.from takes for text with characters beyond Latin-1. */
export const bytesOf = (page: string): NonSharedBuffer =>
  transcode(Buffer.from(page.toWellFormed(), 'utf16le'), 'utf16le', 'utf8');

const brotli = (page: Buffer) =>
  brotliCompressSync(page, {
    params: {
      ...(page.length < longBytes ? params : paramsOfLong),
      [constants.BROTLI_PARAM_SIZE_HINT]: page.length,
    },
    chunkSize: 32 * 1024,
  });
