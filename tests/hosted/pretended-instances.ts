import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
} from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { freePort } from '../e2e/free-ports.ts';
import type { InstancePorts } from './proxy-process.ts';

/** What arrived at an instance, as it answers itself. */
export const arrived = z.object({
  instance: z.enum(['one', 'two']),
  at: z.enum(['site', 'tenant']),
  method: z.string(),
  path: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
});
export type Arrived = z.infer<typeof arrived>;

/** In the place of an instance: it answers every request with what arrived. */
export interface PretendedInstance {
  ports: InstancePorts;
  /** Of requests that arrived with the whole of their bodies. */
  received: Arrived[];
  /** Begins to close the connection of every request, as a process that crashes does. */
  dropRequests(): void;
  /** Refuses connections, as a process that has ended does. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

const parts = ['site', 'tenant'] as const;

export async function pretendedInstance(name: Arrived['instance']): Promise<PretendedInstance> {
  const ports = { site: await freePort(), tenant: await freePort() };
  const received: Arrived[] = [];
  let drops = false;
  let running: Server[] = [];
  const respondTo = async (request: IncomingMessage, at: Arrived['at']) => {
    const { method = '', url: path = '' } = request;
    const body = await text(request);
    const all = { instance: name, at, method, path, headers: joined(request.headers), body };
    received.push(all);
    return JSON.stringify(all);
  };
  const listen = async (at: Arrived['at']) => {
    const server = createServer((request, response) => {
      if (request.url === '/readyz') return response.end();
      return respondTo(request, at).then(
        (answer) => (drops ? request.socket.destroy() : response.end(answer)),
        // The proxy gave up in the middle of the body.
        () => response.destroy(),
      );
    });
    await once(server.listen(ports[at], '127.0.0.1'), 'listening');
    return server;
  };
  const stop = async () => {
    const stopped = running;
    running = [];
    for (const server of stopped) {
      server.close();
      server.closeAllConnections();
    }
    await Promise.all(stopped.map((server) => once(server, 'close')));
  };
  const start = async () => {
    drops = false;
    running = await Promise.all(parts.map(listen));
  };
  await start();
  const dropRequests = () => {
    drops = true;
  };
  return { ports, received, dropRequests, stop, start };
}

const joined = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
