import type { Express } from 'express';

export interface ServedApi {
  origin: string;
  close(): Promise<void>;
}

/** The API on a free port, as a client meets it. */
export async function served(api: Express): Promise<ServedApi> {
  const server = api.listen(0, 'localhost');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    origin: `http://localhost:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
