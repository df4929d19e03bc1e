import { createServer } from 'node:net';

/** The preferred port when nothing listens there, or else any free one. */
export async function freePort(preferred?: number): Promise<number> {
  return preferred !== undefined && (await isFree(preferred)) ? preferred : anyFreePort();
}

async function isFree(port: number): Promise<boolean> {
  for (const host of ['127.0.0.1', '::1']) {
    const outcome = await tryToListen(port, host);
    if (outcome === 'EADDRINUSE') return false;
  }
  return true;
}

function anyFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

function tryToListen(port: number, host: string): Promise<string> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'error'));
    server.listen(port, host, () => server.close(() => resolve('free')));
  });
}
