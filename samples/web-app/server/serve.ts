import type { RequestListener } from 'node:http';
import { drain } from './drain.ts';
import { CannotListen, type Listening, listen } from './listen.ts';
import { loopbackAddresses } from './loopback.ts';

export interface Serving extends Listening {
  /** Printed as soon as the server listens. */
  welcome: string;
  /** Runs after the last request, when the process is asked to end. */
  beforeExit?(): Promise<void>;
}

const drainMilliseconds = 10_000;

// #region serve
/** Listens until SIGTERM or SIGINT, then finishes the requests in progress and ends. */
export async function serve(
  app: RequestListener,
  { welcome, beforeExit, ...listening }: Serving,
): Promise<void> {
  const servers = await listen(app, listening).catch((error: unknown) => {
    if (!(error instanceof CannotListen)) throw error;
    const more = error.isPortTaken
      ? ' If there is a REDIRECT_URI, it must name the same port.'
      : '';
    console.error(error.message + more);
    process.exit(1);
  });
  const open = listening.hosts?.filter((host) => !loopbackAddresses.includes(host)) ?? [];
  console.log(
    open.length > 0 ? `${welcome} · other computers may reach it: HOST is ${open}` : welcome,
  );

  const stop = async () => {
    await drain(servers, drainMilliseconds);
    await beforeExit?.();
    process.exit(0);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}
// #endregion serve
