import { fileURLToPath } from 'node:url';
import { controlledProcess } from './controlled-process.ts';
import { clientId, clientSecret, type HostileProvider } from './provider.ts';
import type { RunningTarget, Target, TargetOptions } from './target.ts';

const cwd = fileURLToPath(new URL('../../samples/web-app', import.meta.url));

/** The sample, as its own process: what counts is what it does from outside. */
export const expressTarget: Target = {
  name: 'sample on Express',

  async start(provider: HostileProvider, options: TargetOptions = {}): Promise<RunningTarget> {
    const running = await controlledProcess('app.ts', {
      cwd,
      readyWhen: 'Open http',
      env: (port) => ({
        NODE_EXTRA_CA_CERTS: provider.caFile,
        PORT: String(port),
        TENANT_TYPE: 'entra-id',
        AUTHORITY: provider.authority,
        CLIENT_ID: options.clientId ?? clientId,
        CLIENT_SECRET: clientSecret,
        REDIRECT_URI: `${options.publicOrigin ?? `http://localhost:${port}`}/auth/redirect`,
        ENDPOINT: `${provider.origin}/api`,
        SCOPE: 'api://tasks/Tasks.Read',
        SESSION_SECRET: 'a-secret-of-the-test-that-is-long-enough',
        ...options.environment,
      }),
    });
    const publicOrigin = options.publicOrigin ?? running.origin;
    return {
      ...running,
      publicOrigin,
      redirectPath: '/auth/redirect',
      signIn: { path: '/auth/sign-in', fields: {} },
      signOut: { path: '/auth/sign-out', fields: {} },
      signedOutPath: '/goodbye',
      frontChannelLogoutPath: '/auth/front-channel-logout',
      homePath: '/',
      callApi: { method: 'GET', path: '/call-api', fields: {} },
      cookiePrefix: publicOrigin.startsWith('https:') ? '__Host-app' : 'app',
    };
  },
};
