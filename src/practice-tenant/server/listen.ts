import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';
import type { Channel } from './channels.ts';

/** How long and how often a client may keep the practice tenant waiting; times in milliseconds. */
export const clientLimits = {
  /** For TLS, from the moment of connecting. */
  handshakeTimeout: 10_000,
  /** For the headers. */
  headersTimeout: 10_000,
  /** For a whole request. */
  requestTimeout: 30_000,
  /** How often the two before are checked; by default, Node.js is up to half a minute late. */
  connectionsCheckingInterval: 1_000,
  /** Without a byte in either direction, for example because a client doesn't read its response. */
  timeout: 120_000,
  // An app may send on an idle connection at the moment it is closed here, and gets ECONNRESET. So it is
  // asked to leave after five seconds ("Keep-Alive: timeout"), and has a minute more before it is closed.
  keepAliveTimeout: 5_000,
  keepAliveTimeoutBuffer: 60_000,
};

/** A port isn't available; the message is one sentence for the person at the terminal. */
export class PortTaken extends Error {
  override name = 'PortTaken';
  readonly port: number;
  readonly variable: string;

  constructor(port: number, variable: string, code: string) {
    super(
      code === 'EACCES'
        ? `This user isn’t allowed to listen on port ${port}, which the practice tenant needs: choose one above 1023 with the variable ${variable}.`
        : `Port ${port}, which the practice tenant needs, is taken by another program: stop it, or choose another port with the variable ${variable}.`,
    );
    this.port = port;
    this.variable = variable;
  }
}

const noSuchAddress = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT']);

const attemptsForFreePort = 20;

/**
 * Listens on every host at once. A host that this machine lacks (often ::1) is left out as long as
 * one works. @throws PortTaken
 */
export async function listen(
  channel: Omit<Channel, 'name'>,
  hosts: readonly string[],
  handler: RequestListener,
  limits: Partial<typeof clientLimits> = {},
): Promise<(Server | TlsServer)[]> {
  if (channel.port !== 0) return listenAt(channel, hosts, handler, limits);
  // A port that is free on one host may be taken on the next.
  for (let left = attemptsForFreePort; ; left -= 1) {
    try {
      return await listenAt(channel, hosts, handler, limits);
    } catch (error) {
      if (!(error instanceof PortTaken) || left === 1) throw error;
    }
  }
}

async function listenAt(
  channel: Omit<Channel, 'name'>,
  hosts: readonly string[],
  handler: RequestListener,
  limits: Partial<typeof clientLimits>,
): Promise<(Server | TlsServer)[]> {
  const servers: (Server | TlsServer)[] = [];
  let { port } = channel;
  for (const host of hosts) {
    const server = serverFor(channel, handler, { ...clientLimits, ...limits });
    const refusal = await started(server, host, port);
    if (refusal === undefined) {
      servers.push(server);
      port = portOf(server);
    }
    if (refusal !== undefined && !noSuchAddress.has(refusal)) {
      for (const other of servers) other.close();
      throw new PortTaken(port, channel.variable, refusal);
    }
  }
  if (servers.length === 0) throw new Error(`This machine has none of the addresses ${hosts}.`);
  return servers;
}

function serverFor(
  { tls }: Omit<Channel, 'name'>,
  handler: RequestListener,
  { timeout, ...limits }: typeof clientLimits,
): Server | TlsServer {
  const server =
    tls === undefined
      ? createServer(limits, handler)
      : createTlsServer({ ...limits, cert: tls.certificate, key: tls.privateKey }, handler);
  server.maxConnections = 2_000;
  return server.setTimeout(timeout);
}

/** The port that a server listens on. */
export function portOf(server: Server | TlsServer): number {
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('It doesn’t listen.');
  return address.port;
}

/** The system's error code, or undefined when the server listens. */
function started(server: Server, host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ host, port }, () => resolve(undefined));
  });
}

/** Stops accepting, lets running requests finish, and drops connections that idle. */
export function closed(server: Server | TlsServer): Promise<void> {
  return new Promise((resolve) => {
    // A connection that's no longer read from keeps no process alive, so this must.
    const late = setTimeout(() => server.closeAllConnections(), 2_000);
    server.close(() => {
      clearTimeout(late);
      resolve();
    });
    server.closeIdleConnections();
  });
}
