import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { Browser } from 'playwright';

export interface Weight {
  requests: number;
  /** Bytes of all bodies, compressed by brotli at its best. */
  bytes: number;
  script: number;
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

/** What the first visit of a page costs. Every tool's files are served by the same small server. */
export async function weighInBrowser(
  browser: Browser,
  root: string,
  path: string,
): Promise<Weight> {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = join(root, pathname.endsWith('/') ? `${pathname}index.html` : pathname);
    try {
      const type = types[extname(file)];
      const content = await readFile(file);
      const packed =
        type === undefined || type.startsWith('font/') ? content : brotliCompressSync(content);
      response.setHeader('content-type', type ?? 'application/octet-stream');
      if (packed !== content) response.setHeader('content-encoding', 'br');
      response.end(packed);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const address = server.address();
  const port = address && typeof address === 'object' ? address.port : 0;
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const sizes: Promise<{ kind: string; size: number }>[] = [];
    page.on('requestfinished', (request) => {
      const kind = request.resourceType();
      sizes.push(request.sizes().then(({ responseBodySize: size }) => ({ kind, size })));
    });
    await page.goto(`http://localhost:${port}${path}`, { waitUntil: 'networkidle' });
    // Some tools fetch their search when the browser has nothing else to do.
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
    await page.waitForTimeout(2000);
    const all = await Promise.all(sizes);
    const sum = (list: typeof all) => list.reduce((total, { size }) => total + size, 0);
    const scripts = all.filter(({ kind }) => kind === 'script');
    return { requests: all.length, bytes: sum(all), script: sum(scripts) };
  } finally {
    await context.close();
    server.close();
    server.closeAllConnections();
  }
}
