import type { RequestListener } from 'node:http';
import sirv from 'sirv';
import type { BuiltPolicies } from './build-policies.ts';
import type { InlineHashes } from './inline-hashes.ts';

const year = 'public, max-age=31536000, immutable';
const askEachTime = 'public, max-age=0, must-revalidate';

/** Serves what the build wrote, compressed where the client takes it; anything else goes to `next`. */
export function staticFiles(
  clientFolder: string,
  policies: BuiltPolicies,
  headers: (inline?: InlineHashes) => Record<string, string>,
  /** Whether some visitors get something else at a path. */
  differs: (pathname: string) => boolean = () => false,
): (...args: [...Parameters<RequestListener>, next: () => void]) => void {
  const serve = sirv(clientFolder, {
    brotli: true,
    gzip: true,
    etag: true,
    setHeaders: (response, pathname) => {
      for (const [name, value] of Object.entries(headers(pageAt(pathname)))) {
        response.setHeader(name, value);
      }
      response.setHeader('cache-control', pathname.startsWith('/_astro/') ? year : askEachTime);
      if (differs(pathname)) response.setHeader('vary', 'accept-encoding, cookie');
      const text = /\.md$|\.txt$|\/SHA256SUMS$/.exec(pathname)?.[0];
      if (text) {
        const type = text === '.md' ? 'text/markdown' : 'text/plain';
        // Without it browsers take the quotation marks and dashes for another encoding's.
        response.setHeader('content-type', `${type}; charset=utf-8`);
      }
      if (pathname.endsWith('.zip')) {
        response.setHeader('content-disposition', 'attachment');
        response.setHeader('accept-ranges', 'bytes');
      }
    },
  });

  function pageAt(pathname: string): InlineHashes | undefined {
    const path = pathname.replace(/^\/|\/$/g, '');
    const files = [path, `${path}.html`, path === '' ? 'index.html' : `${path}/index.html`];
    return files.map((file) => policies.pages[file]).find((page) => page !== undefined);
  }

  return (request, response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return next();
    // An aborted download must not keep its file open, and a file that is gone must not end the process.
    response.once('pipe', (file) => {
      file.once('error', () => response.destroy());
      response.once('close', () => file.destroy());
    });
    serve(request, response, next);
  };
}
