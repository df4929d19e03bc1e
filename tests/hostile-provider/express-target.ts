import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { freePort } from '../e2e/free-ports.ts';
import { clientId, clientSecret, type HostileProvider } from './provider.ts';
import type { RunningTarget, Target, TargetOptions } from './target.ts';

const folder = fileURLToPath(new URL('../../samples/web-app', import.meta.url));
const clock = new URL('clock.mjs', import.meta.url).href;

/** The sample, as its own process: what counts is what it does from outside. */
export const expressTarget: Target = {
  name: 'sample on Express',

  async start(provider: HostileProvider, options: TargetOptions = {}): Promise<RunningTarget> {
    const port = await freePort();
    const origin = `http://localhost:${port}`;
    const publicOrigin = options.publicOrigin ?? origin;
    const child = fork('app.ts', {
      cwd: folder,
      silent: true,
      execArgv: ['--import', clock],
      env: {
        NODE_EXTRA_CA_CERTS: provider.caFile,
        PORT: String(port),
        TENANT_TYPE: 'entra-id',
        AUTHORITY: provider.authority,
        CLIENT_ID: options.clientId ?? clientId,
        CLIENT_SECRET: clientSecret,
        REDIRECT_URI: `${publicOrigin}/auth/redirect`,
        ENDPOINT: `${provider.origin}/api`,
        SCOPE: 'api://tasks/Tasks.Read',
        SESSION_SECRET: 'a-secret-of-the-test-that-is-long-enough',
        ...options.environment,
      },
    });
    let output = '';
    const ended = once(child, 'exit');
    const ready = Promise.withResolvers<void>();
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        if (output.includes('Open http')) ready.resolve();
      });
    ended.then(() => ready.reject(new Error(`The sample ended:\n${output}`)));
    await ready.promise;

    return {
      origin,
      publicOrigin,
      redirectPath: '/auth/redirect',
      signIn: { path: '/auth/sign-in', fields: {} },
      signOut: { path: '/auth/sign-out', fields: {} },
      signedOutPath: '/goodbye',
      frontChannelLogoutPath: '/auth/front-channel-logout',
      homePath: '/',
      callApi: { method: 'GET', path: '/call-api', fields: {} },
      cookiePrefix: publicOrigin.startsWith('https:') ? '__Host-app' : 'app',
      async moveClock(milliseconds) {
        const moved = once(child, 'message');
        child.send(milliseconds);
        await moved;
      },
      output: () => output,
      async stop() {
        child.kill('SIGTERM');
        await ended;
      },
    };
  },
};
