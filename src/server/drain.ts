import type { Server } from 'node:http';

/**
 * Stops taking connections and resolves when every answer under way is sent, or after the given
 * time, when the connections left are cut.
 */
export async function drain(servers: readonly Server[], milliseconds: number): Promise<void> {
  const cut = setTimeout(() => {
    for (const server of servers) server.closeAllConnections();
  }, milliseconds);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  clearTimeout(cut);
}
