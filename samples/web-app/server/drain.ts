import type { Server, ServerResponse } from 'node:http';

const sweepMilliseconds = 50;

/**
 * Stops taking connections and resolves when every pending response is sent, or after the given
 * time, when the connections left are cut.
 */
export async function drain(servers: readonly Server[], milliseconds: number): Promise<void> {
  // Clients keep connections for later: each is told in its last response, or closed once it is
  // idle.
  for (const server of servers) {
    server.prependListener('request', (_request, response: ServerResponse) => {
      response.setHeader('connection', 'close');
    });
  }
  const sweep = setInterval(() => {
    for (const server of servers) server.closeIdleConnections();
  }, sweepMilliseconds);
  const cut = setTimeout(() => {
    for (const server of servers) server.closeAllConnections();
  }, milliseconds);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  clearInterval(sweep);
  clearTimeout(cut);
}
