import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../e2e/running-site.ts';
import { controlledProcess } from './controlled-process.ts';
import { clientId, clientSecret, type HostileProvider } from './provider.ts';
import type { RunningTarget, Target, TargetOptions } from './target.ts';

/** The site as it is built, with the hostile provider as an operator's own Entra ID tenant. */
export const siteTarget: Target = {
  name: 'live demo of the site',

  async start(provider: HostileProvider, options: TargetOptions = {}): Promise<RunningTarget> {
    const demo = options.accountType ? `entra-id-${options.accountType}` : 'entra-id';
    const prefix = `${demo.toUpperCase().replaceAll('-', '_')}__`;
    const dataFolder = mkdtempSync(join(tmpdir(), 'hostile-site-'));
    const running = await controlledProcess('src/server/main.ts', {
      cwd: projectRoot,
      readyWhen: 'Sign-in Lab is at',
      env: (port) => ({
        NODE_EXTRA_CA_CERTS: provider.caFile,
        PORT: String(port),
        SITE_ORIGIN: options.publicOrigin ?? `http://localhost:${port}`,
        SESSION_SECRET: 'a-secret-of-the-test-that-is-long-enough',
        PRACTICE_TENANT: 'off',
        DATA_FOLDER: dataFolder,
        [`${prefix}AUTHORITY`]: provider.authority,
        ...(options.allowedTenants && {
          [`${prefix}ALLOWED_TENANTS`]: options.allowedTenants,
        }),
        [`${prefix}CLIENT_ID`]: options.clientId ?? clientId,
        [`${prefix}ENDPOINT`]: `${provider.origin}/api`,
        [`${prefix}SCOPE`]: 'api://tasks/Tasks.Read',
        ...Object.fromEntries(
          Object.entries(options.credential ?? { CLIENT_SECRET: clientSecret }).map(
            ([name, value]) => [`${prefix}${name}`, value],
          ),
        ),
        ...options.environment,
      }),
    });
    const publicOrigin = options.publicOrigin ?? running.origin;
    const fields = { demo };
    return {
      ...running,
      publicOrigin,
      redirectPath: `/auth/redirect/${demo}`,
      signIn: { path: '/auth/sign-in', fields },
      signOut: { path: '/auth/sign-out', fields },
      signedOutPath: `/auth/signed-out/${demo}`,
      frontChannelLogoutPath: `/auth/front-channel-logout/${demo}`,
      homePath: `/demo/${demo}/`,
      callApi: { method: 'POST', path: '/auth/call-api', fields },
      cookiePrefix: `${publicOrigin.startsWith('https:') ? '__Host-' : ''}lab.${demo}`,
      async stop() {
        await running.stop();
        rmSync(dataFolder, { recursive: true, force: true });
      },
    };
  },
};
