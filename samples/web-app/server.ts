import { createServer, type RequestListener } from 'node:http';

export interface Serving {
  port: number;
  /** All addresses of this machine if it isn't set. */
  host?: string;
  /** Printed as soon as the server listens. */
  welcome: string;
  /** Runs after the last request, when the process is asked to end. */
  beforeExit?(): Promise<void>;
}

// #region serve
/** Listens until SIGTERM or SIGINT, then finishes the requests in progress and ends. */
export function serve(app: RequestListener, { port, host, welcome, beforeExit }: Serving): void {
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 20_000 }, app);
  server.maxConnections = 1_000;
  // Longer than a proxy keeps an idle connection, so that it never sends on one that has just closed.
  server.keepAliveTimeout = 65_000;

  server.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    console.error(
      `Port ${port} is in use: stop the other program, or set PORT to another port. If there is a REDIRECT_URI, it must name the same port.`,
    );
    process.exit(1);
  });
  server.listen({ port, host }, () => {
    console.log(welcome);
  });

  const stop = () => {
    server.close(async () => {
      await beforeExit?.();
      process.exit(0);
    });
    server.closeIdleConnections();
    // Connections that are still open after ten seconds are cut off.
    setTimeout(() => server.closeAllConnections(), 10_000).unref();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}
// #endregion serve
