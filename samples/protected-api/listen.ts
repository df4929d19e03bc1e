import { once } from 'node:events';
import type { Express } from 'express';
import { ConfigurationError, type Environment } from './auth/index.ts';

/** Starts the server, or says in sentences what keeps it from starting. */
export async function listenOrExplain(
  name: string,
  environment: Environment,
  usualPort: number,
  make: () => Express,
): Promise<void> {
  const port = Number(environment['PORT'] || usualPort);
  try {
    if (!Number.isInteger(port) || port < 1 || port > 65535)
      throw new ConfigurationError(['PORT must be a whole number from 1 to 65535.']);
    // Nobody else on the network, unless HOST says so: 0.0.0.0 in a container.
    const server = make().listen(port, environment['HOST'] ?? 'localhost');
    // Longer than a gateway keeps an idle connection, so that it never sends on one that has just closed.
    server.keepAliveTimeout = 65_000;
    await once(server, 'listening');
    console.log(`${name} listens on http://localhost:${port}`);
    const stop = () => {
      server.close();
      // Whoever still talks after ten seconds is cut off.
      setTimeout(() => server.closeAllConnections(), 10_000).unref();
    };
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stop);
  } catch (error) {
    console.error(explain(error, port));
    process.exitCode = 1;
  }
}

function explain(error: unknown, port: number): string {
  if (error instanceof ConfigurationError) {
    return `Correct the file .env:\n${error.mistakes.map((mistake) => `- ${mistake}`).join('\n')}`;
  }
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return `Another program listens on port ${port}: stop it, or set PORT to another number.`;
  }
  return String(error);
}
