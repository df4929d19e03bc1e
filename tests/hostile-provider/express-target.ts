import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { controlledProcess } from './controlled-process.ts';
import { clientId, clientSecret, type HostileProvider } from './provider.ts';
import { unpackedZip } from './sample-from-zip.ts';
import type { RunningTarget, Target, TargetOptions } from './target.ts';

const repository = fileURLToPath(new URL('../../samples/web-app', import.meta.url));

/** The sample where it is developed, as its own process: what counts is what it does from outside. */
export const expressTarget: Target = {
  name: 'sample on Express',
  start: (provider, options = {}) =>
    startSample(provider, options, {
      cwd: repository,
      environment: (variables) => variables,
    }),
};

/** The sample as a reader has it: unpacked, installed on its own, and configured in its `.env`. */
export const zipTarget: Target = {
  name: 'sample from its zip',
  async start(provider, options = {}) {
    const { folder, remove } = await unpackedZip();
    const running = await startSample(provider, options, {
      cwd: folder,
      environment(variables) {
        writeFileSync(join(folder, '.env'), dotEnv(variables));
        return {};
      },
      execArgv: ['--env-file-if-exists=.env'],
    });
    return {
      ...running,
      async stop() {
        await running.stop();
        remove();
      },
    };
  },
};

interface Place {
  cwd: string;
  execArgv?: readonly string[];
  /** What of the variables the process gets directly. */
  environment(variables: Record<string, string>): Record<string, string>;
}

async function startSample(
  provider: HostileProvider,
  options: TargetOptions,
  place: Place,
): Promise<RunningTarget> {
  const running = await controlledProcess('app.ts', {
    cwd: place.cwd,
    execArgv: place.execArgv ?? [],
    readyWhen: 'Open http',
    env: (port) => ({
      NODE_EXTRA_CA_CERTS: provider.caFile,
      ...place.environment({
        PORT: String(port),
        TENANT_TYPE: 'entra-id',
        AUTHORITY: provider.authority,
        ...(options.allowedTenants && { ALLOWED_TENANTS: options.allowedTenants }),
        CLIENT_ID: options.clientId ?? clientId,
        REDIRECT_URI: `${options.publicOrigin ?? `http://localhost:${port}`}/auth/redirect`,
        ENDPOINT: `${provider.origin}/api`,
        SCOPE: 'api://tasks/Tasks.Read',
        SESSION_SECRET: 'a-secret-of-the-test-that-is-long-enough',
        ...(options.credential ?? { CLIENT_SECRET: clientSecret }),
        ...options.environment,
      }),
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
}

function dotEnv(variables: Record<string, string>): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name}="${value}"\n`)
    .join('');
}
