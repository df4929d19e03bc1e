import { createServer, type RequestListener } from 'node:http';

export interface Serving {
  port: number;
  /** All addresses of this machine when it is not set. */
  host?: string;
  /** Printed as soon as it listens. */
  welcome: string;
  /** After the last request, when the process is asked to end. */
  beforeExit?(): Promise<void>;
}

// #region serve
/** Listens until SIGTERM or SIGINT, then finishes the requests it has and ends. */
export function serve(app: RequestListener, { port, host, welcome, beforeExit }: Serving): void {
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 20_000 }, app);
  server.maxConnections = 1_000;

  server.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    console.error(
      `Port ${port} is taken: stop the other program, or set another PORT. REDIRECT_URI, if there is one, must name the same port.`,
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
    // Whoever still talks after ten seconds is cut off.
    setTimeout(() => server.closeAllConnections(), 10_000).unref();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}
// #endregion serve
