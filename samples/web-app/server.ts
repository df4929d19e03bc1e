import { createServer } from 'node:http';
import type { Express } from 'express';
import type { Configuration } from './config.ts';

// #region serve
/** Listens until SIGTERM or SIGINT, then finishes the requests it has and ends. */
export function serve(app: Express, { port, origin, registration, tokenStore }: Configuration) {
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 20_000 }, app);
  server.maxConnections = 1_000;
  // Longer than a proxy keeps an idle connection, so that it never sends on one that has just closed.
  server.keepAliveTimeout = 65_000;

  server.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    console.error(`Port ${port} is taken: stop the other program, or set PORT and REDIRECT_URI.`);
    process.exit(1);
  });
  server.listen(port, () => {
    console.log(`Open ${origin} · tenant type ${registration.tenantType}`);
  });

  const stop = () => {
    server.close(async () => {
      await tokenStore.close();
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
