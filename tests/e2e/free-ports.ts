import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Below the ports that systems give to outgoing connections (from 32768 on), so no such connection sits
 * down on a port between asking for it and listening, or while a server on it is started again.
 */
const range = { first: 12_000, end: 32_000 };
/** Test files run side by side in several processes: each takes ports of its own. */
const workers = 16;
const worker = Number(process.env['VITEST_POOL_ID'] ?? process.env['TEST_PARALLEL_INDEX'] ?? 0);
const given = new Set<number>();

/**
 * The preferred port when nothing listens there, or else any free one that was not given to anybody yet.
 * Only the first worker gets preferred ports: two that ask at once would both see one free.
 */
export async function freePort(preferred?: number): Promise<number> {
  if (preferred !== undefined && worker === 0 && (await isFree(preferred))) return preferred;
  for (;;) {
    const port = range.first + randomInt((range.end - range.first) / workers) * workers;
    const own = port + (worker % workers);
    if (given.has(own)) continue;
    given.add(own);
    if (await isFree(own)) return own;
  }
}

async function isFree(port: number): Promise<boolean> {
  for (const host of ['127.0.0.1', '::1']) {
    const outcome = await tryToListen(port, host);
    if (outcome === 'EADDRINUSE') return false;
  }
  return true;
}

function tryToListen(port: number, host: string): Promise<string> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'error'));
    server.listen(port, host, () => server.close(() => resolve('free')));
  });
}
