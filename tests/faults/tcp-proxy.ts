import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A door before a real server that can be shut, or left open with nothing coming through. */
export interface TcpProxy {
  port: number;
  /** What happens to connections, the open ones included. */
  behave(as: 'pass' | 'refuse' | 'hang'): void;
  /** Connections accepted so far. */
  accepted(): number;
  close(): Promise<void>;
}

/** A proxy for `port` on this machine that passes bytes both ways until told otherwise. */
export async function startTcpProxy(port: number, host = '127.0.0.1'): Promise<TcpProxy> {
  let behaviour: 'pass' | 'refuse' | 'hang' = 'pass';
  let accepted = 0;
  const open = new Set<Socket>();
  const server = createServer((client) => {
    accepted += 1;
    const upstream = connect(port, host);
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('error', () => socket.destroy());
      socket.once('close', () => {
        open.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    if (behaviour === 'refuse') return void client.destroy();
    client.on('data', (bytes) => behaviour === 'pass' && upstream.write(bytes));
    upstream.on('data', (bytes) => behaviour === 'pass' && client.write(bytes));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    behave: (as) => {
      behaviour = as;
      if (as === 'refuse') for (const socket of open) socket.destroy();
    },
    accepted: () => accepted,
    close: async () => {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
