import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
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
type Part = Arrived['at'];

/** In the place of an instance: it answers every request with what arrived. */
export interface PretendedInstance {
  ports: InstancePorts;
  /** Requests that arrived with the whole of their bodies. */
  received: Arrived[];
  /** From now on, it's ready for nothing, but responds. */
  announceEnd(): void;
  /** From now on, it closes the connection of every request that it has received. */
  crash(): void;
  /** Refuses connections, as a process that has ended does. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

const parts = ['site', 'tenant'] as const;

export async function pretendedInstance(name: Arrived['instance']): Promise<PretendedInstance> {
  const ports = { site: await freePort(), tenant: await freePort() };
  const received: Arrived[] = [];
  let state: 'fine' | 'ending' | 'crashing' = 'fine';
  let running: Server[] = [];
  const respondTo = async (request: IncomingMessage, response: ServerResponse, at: Part) => {
    const { method = '', url: path = '' } = request;
    if (path === '/readyz') return response.writeHead(state === 'ending' ? 503 : 200).end();
    const body = await text(request);
    const all = { instance: name, at, method, path, headers: joined(request.headers), body };
    received.push(all);
    return state === 'crashing' ? request.socket.destroy() : response.end(JSON.stringify(all));
  };
  const listen = async (at: Part) => {
    const server = createServer((request, response) => {
      // The proxy gave up in the middle of the body.
      respondTo(request, response, at).catch(() => response.destroy());
    });
    await once(server.listen(ports[at], '127.0.0.1'), 'listening');
    return server;
  };
  const start = async () => {
    state = 'fine';
    running = await Promise.all(parts.map(listen));
  };
  await start();
  return {
    ports,
    received,
    announceEnd: () => {
      state = 'ending';
    },
    crash: () => {
      state = 'crashing';
    },
    stop: async () => {
      const stopped = running.splice(0);
      const closed = stopped.map((server) => once(server.close(), 'close'));
      for (const server of stopped) server.closeAllConnections();
      await Promise.all(closed);
    },
    start,
  };
}

const joined = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
