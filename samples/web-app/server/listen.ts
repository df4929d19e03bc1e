import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { answerBadRequests } from './bad-request.ts';
import { connectionLimit } from './connection-limit.ts';
import { withoutPipelining } from './pipelining.ts';

/** How long and how often a client may keep a server waiting; times in milliseconds. */
export const clientLimits = {
  /** For the headers, from the moment of connecting. */
  headersTimeout: 10_000,
  /** For a whole request. */
  requestTimeout: 20_000,
  /** How often both are checked; by default, Node.js is up to half a minute late. */
  connectionsCheckingInterval: 1_000,
  /** Without a byte in either direction, for example because a client doesn't read its response. */
  timeout: 120_000,
  /** Longer than a proxy keeps an idle connection, so that it never sends on one that has just closed. */
  keepAliveTimeout: 65_000,
  keepAliveTimeoutBuffer: 1_000,
  connections: 1_000,
};

export interface Listening {
  port: number;
  /** Addresses of this machine to listen on; all of them if it isn't set. */
  hosts?: readonly string[] | undefined;
  limits?: Partial<typeof clientLimits>;
}

/** A server can't start; the message is for the person who started it. */
export class CannotListen extends Error {
  override readonly name = 'CannotListen';
  readonly isPortTaken: boolean;

  constructor(message: string, code?: string) {
    super(message);
    this.isPortTaken = code === 'EADDRINUSE';
  }
}

const noSuchAddress = ['EADDRNOTAVAIL', 'EAFNOSUPPORT'];

// #region listen
/**
 * Listens on every address at once, with limits against slow and greedy clients. An address that this
 * machine lacks (often ::1) is left out as long as one works.
 * @throws CannotListen
 */
export async function listen(
  app: RequestListener,
  { port, hosts, limits }: Listening,
): Promise<Server[]> {
  const { timeout, connections, ...options } = { ...clientLimits, ...limits };
  const limit = connectionLimit(connections);
  const servers: Server[] = [];
  for (const host of hosts ?? [undefined]) {
    const server = createServer(options, withoutPipelining(app)).setTimeout(timeout);
    limit(server);
    answerBadRequests(server);
    try {
      await once(server.listen({ port, host }), 'listening');
      servers.push(server);
    } catch (error) {
      // Anything but the system's refusal is a mistake in the program.
      if (!(error instanceof Error && 'code' in error && 'syscall' in error)) throw error;
      const code = String(error.code);
      if (noSuchAddress.includes(code)) continue;
      for (const other of servers) other.close();
      throw new CannotListen(sentenceFor(code, port), code);
    }
  }
  if (servers.length === 0)
    throw new CannotListen(`This machine has no address ${hosts?.join(' or ')}: change HOST.`);
  return servers;
}
// #endregion listen

function sentenceFor(code: string, port: number): string {
  const next = port < 65_535 ? port + 1 : port - 1;
  if (code === 'EADDRINUSE')
    return `Port ${port} is already in use: stop the other program, or choose another port, for example "PORT=${next} npm start".`;
  if (code === 'EACCES')
    return `This user isn't allowed to listen on port ${port}: set PORT to a port above 1023.`;
  return `The app can't listen on port ${port} (${code}): change HOST or PORT.`;
}
