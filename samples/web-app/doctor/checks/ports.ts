import { createServer } from 'node:net';
import { z } from 'zod';
import { boundedReply, parseJson } from '../../sign-in/index.ts';
import { check } from '../check.ts';

const Healthy = z.object({ status: z.literal('ok') });

/** Whether the app can listen where it has to. */
export const ports = check({
  id: 'ports',
  title: 'Port',
  needs: ['settings'],
  async run(say, { settings }, { fetch }) {
    const { port, hosts } = settings;
    const tries = await Promise.all((hosts ?? [undefined]).map((host) => problemAt(port, host)));
    // A computer without IPv6 has no ::1.
    const problem = tries.find((each) => each !== undefined && each !== 'EADDRNOTAVAIL');
    if (problem === undefined) return say.ok(`${port} is free`);
    if (problem !== 'EADDRINUSE')
      return say.failed(
        `the app can't listen on port ${port}: ${problem}`,
        problem === 'EACCES'
          ? 'Ports below 1024 can need special rights: set PORT to a higher one.'
          : 'Set PORT to another one, and check HOST.',
      );
    const reply = await boundedReply(fetch, `http://localhost:${port}/healthz`, {}, 3).catch(
      () => undefined,
    );
    if (Healthy.safeParse(parseJson(reply?.text ?? '')).success)
      return say.ok(`${port} is in use, by an app that responds at /healthz as this one does`);
    return say.failed(
      `another program uses port ${port}`,
      'End it, or change PORT, REDIRECT_URI, and the redirect URI of your registration.',
    );
  },
});

/** The code of Node.js for why it can't listen there. */
function problemAt(port: number, host: string | undefined): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  const server = createServer();
  server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  server.listen({ port, host }, () => server.close(() => resolve(undefined)));
  return promise;
}
