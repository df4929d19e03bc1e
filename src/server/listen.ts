import { createServer, type RequestListener, type Server } from 'node:http';

/** A server can't start; the message is one sentence for the person who started it. */
export class CannotListen extends Error {
  override name = 'CannotListen';
}

const seconds = 1000;
const noSuchAddress = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT']);

/**
 * Listens on every address at once, with limits against slow and greedy clients.
 * An address that this machine lacks (often ::1) is left out as long as one works.
 * @throws CannotListen
 */
export async function listen(
  hosts: readonly string[],
  port: number,
  listener: RequestListener,
): Promise<Server[]> {
  const servers: Server[] = [];
  const refusals: string[] = [];
  for (const host of hosts) {
    const server = limitedServer(listener);
    const refusal = await started(server, host, port);
    if (refusal === undefined) servers.push(server);
    else if (noSuchAddress.has(refusal)) refusals.push(host);
    else {
      for (const other of servers) other.close();
      throw new CannotListen(sentence(refusal, host, port));
    }
  }
  if (servers.length === 0) {
    throw new CannotListen(`This machine has no address ${refusals.join(' or ')}. Change HOST.`);
  }
  return servers;
}

function limitedServer(listener: RequestListener): Server {
  const server = createServer({ connectionsCheckingInterval: 2 * seconds }, listener);
  server.headersTimeout = 10 * seconds;
  server.requestTimeout = 30 * seconds;
  // A client that keeps a connection must close it first, or it may send on one that just closed
  // (ECONNRESET): clients that read "Keep-Alive: timeout" are told to close early, and most proxies
  // do so anyway.
  server.keepAliveTimeout = 5 * seconds;
  server.keepAliveTimeoutBuffer = 60 * seconds;
  server.maxConnections = 2_000;
  return server;
}

/** The system's error code, or undefined when the server listens. */
function started(server: Server, host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ host, port }, () => resolve(undefined));
  });
}

function sentence(code: string, host: string, port: number): string {
  if (code === 'EADDRINUSE') {
    const other = port < 65_535 ? port + 1 : port - 1;
    return `Port ${port} is already in use, perhaps by another Sign-in Lab. Stop that program, or choose another port with the variable PORT, for example "PORT=${other} npm start".`;
  }
  if (code === 'EACCES') {
    return `This user isn't allowed to listen on port ${port}. Choose a port above 1023 with the variable PORT.`;
  }
  return `The site can't listen on ${host} port ${port} (${code}). Change HOST or PORT.`;
}
