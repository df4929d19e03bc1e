import { findApache } from '../../scripts/test-tools.ts';
import { run } from '../../src/check-app/run.ts';
import type { CheckedAppName } from '../../src/checked-apps/apps.ts';
import type { Outcome } from '../../src/checked-apps/evidence.ts';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { tenantIds, webAppSecret } from '../practice-tenant/msal-app.ts';
import type { RunningTenant } from '../practice-tenant/running-tenant.ts';
import { startApache } from './apache.ts';
import { consentedApp } from './consented-app.ts';
import { type RunningApp, runningApp } from './running-app.ts';

interface StartableApp {
  /** A page that shows who is signed in, where the first page doesn't. */
  namePath?: string;
  /** Starts it; undefined if this machine doesn't have it. */
  start(tenant: RunningTenant): Promise<Started | undefined>;
}
type Started = Pick<RunningApp, 'origin' | 'stop'>;

/** An app of the folder `apps`, as in production: it's started again when its process ends. */
const node = (
  file: string,
  configuration: (tenant: RunningTenant) => Readonly<Record<string, string>>,
): StartableApp => ({
  start(tenant) {
    const environment = {
      NODE_ENV: 'production',
      CLIENT_ID: clientIds.webApp,
      ...configuration(tenant),
    };
    return runningApp(file, tenant.caCertificate, () => environment, { isKeptAlive: true });
  },
});

const secret = { CLIENT_SECRET: webAppSecret };
const tenantId = tenantIds['entra-id'];
const issuer = ({ origin }: RunningTenant) => `${origin}/${tenantId}/v2.0`;
/** For apps that refuse addresses on http: by this name, the practice tenant has none. */
const httpsOnly = (address: string) => address.replace('localhost', '127.0.0.1');

/** By the names of the page. */
const startableApps: Readonly<Record<CheckedAppName, StartableApp>> = {
  'express-openid-connect': node('express-openid-connect', (tenant) => ({
    ...secret,
    ISSUER: httpsOnly(issuer(tenant)),
  })),
  'express-openid-connect, ID token only': node('express-openid-connect', (tenant) => ({
    ISSUER: httpsOnly(issuer(tenant)),
  })),
  'openid-client': node('openid-client', (tenant) => ({
    ...secret,
    ISSUER: httpsOnly(issuer(tenant)),
  })),
  'Auth.js': node('auth-js', (tenant) => ({ ...secret, ISSUER: issuer(tenant) })),
  'better-auth': node('better-auth', ({ origin }) => ({
    ...secret,
    AUTHORITY: origin,
    TENANT_ID: tenantId,
  })),
  '@hono/oidc-auth': node('hono-oidc-auth', (tenant) => ({
    ...secret,
    ISSUER: issuer(tenant),
    SCOPE: 'openid profile offline_access',
  })),
  'passport-azure-ad': node('passport-azure-ad', (tenant) => ({
    ...secret,
    METADATA: `${httpsOnly(issuer(tenant))}/.well-known/openid-configuration`,
    SCOPE: 'openid profile offline_access',
    IS_B2C: 'no',
    API_AUDIENCE: clientIds.tasksApi,
  })),
  mod_auth_openidc: {
    namePath: '/name',
    async start(tenant) {
      const program = findApache();
      if (program === undefined) return undefined;
      const directives = (origin: string) => [
        `OIDCProviderMetadataURL ${issuer(tenant)}/.well-known/openid-configuration`,
        `OIDCClientID ${clientIds.webApp}`,
        `OIDCClientSecret ${webAppSecret}`,
        `OIDCRedirectURI ${origin}/callback`,
        'OIDCCryptoPassphrase "a passphrase of the test"',
        'OIDCScope "openid profile"',
        'OIDCRemoteUserClaim name',
      ];
      const hosts = new Map([['checked', directives]]);
      const { origins, stop } = await startApache(program, tenant.caCertificate, hosts);
      return { origin: origins.get('checked') ?? '', stop };
    },
  },
};

const redirectPaths = [
  '/callback',
  '/auth/callback/microsoft-entra-id',
  '/signed-in',
  '/api/auth/callback/microsoft',
];

/** Registers the redirect URIs of all of them. */
export const registerCheckedApps = (tenant: RunningTenant): Promise<void> =>
  consentedApp(tenant, {
    redirectUris: ['http://localhost', ...redirectPaths.map((path) => `http://localhost${path}`)],
    implicitGrant: { idTokens: true, accessTokens: false },
  });

/** The IDs of the checks that one of them failed, and of those that couldn't be tried; undefined if this machine doesn't have it. */
export async function checkedApp(
  tenant: RunningTenant,
  name: CheckedAppName,
): Promise<{ failed: string[]; notTried: string[] } | undefined> {
  const { start, namePath } = startableApps[name];
  const app = await start(tenant);
  if (app === undefined) return undefined;
  try {
    const { results } = await run({
      app: app.origin,
      practiceTenant: tenant.frontOrigin,
      ...(namePath !== undefined && { namePath }),
    });
    const idsOf = (outcome: Outcome) =>
      results.filter((each) => each.outcome === outcome).map(({ check }) => check.id);
    return { failed: idsOf('failed'), notTried: idsOf('not tried') };
  } finally {
    await app.stop();
  }
}
