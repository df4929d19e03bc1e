import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from './free-ports.ts';

/** Long enough for a browser to draw what it has, which is what the next part would move. */
const betweenParts = 25;
const parts = 40;

/** A slow way to a site: each page arrives in parts with pauses between them, everything else at once. */
export async function arrivingInParts(site: string): Promise<{ origin: string; close(): void }> {
  const server = createServer(async (request, response) => {
    const answer = await fetch(new URL(request.url ?? '/', site), { redirect: 'manual' });
    const body = Buffer.from(await answer.arrayBuffer());
    response.statusCode = answer.status;
    for (const name of ['content-type', 'content-security-policy', 'cache-control']) {
      const value = answer.headers.get(name);
      if (value !== null) response.setHeader(name, value);
    }
    const isPage = answer.headers.get('content-type')?.startsWith('text/html') === true;
    const size = isPage ? Math.ceil(body.length / parts) : Math.max(body.length, 1);
    for (let at = 0; at < body.length; at += size) {
      response.write(body.subarray(at, at + size));
      if (isPage) await pause(betweenParts);
    }
    response.end();
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { origin: `http://localhost:${port}`, close: () => server.close() };
}
