import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { freePort } from '../../e2e/free-ports.ts';

export interface SmallApp extends AsyncDisposable {
  origin: string;
  port: number;
  /** Ends it at once, as a crash would. */
  crash(): void;
}

/** What a TLS server needs, as PEM. */
export interface ServerKey {
  key: string;
  cert: string;
}

/** A web app of a test, in this process. @param ownKey for https */
export async function listening(
  handler: RequestListener,
  ownKey?: ServerKey,
  port?: number,
): Promise<SmallApp> {
  const chosen = port ?? (await freePort());
  const server = ownKey ? createTlsServer(ownKey, handler) : createServer(handler);
  await once(server.listen(chosen, 'localhost'), 'listening');
  const crash = () => {
    server.close();
    server.closeAllConnections();
  };
  return {
    origin: `${ownKey ? 'https' : 'http'}://localhost:${chosen}`,
    port: chosen,
    crash,
    async [Symbol.asyncDispose]() {
      crash();
    },
  };
}
