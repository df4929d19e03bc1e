import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { tenantIds, webAppSecret } from '../practice-tenant/msal-app.ts';
import type { RunningTenant } from '../practice-tenant/running-tenant.ts';
import { consentedApp } from './consented-app.ts';
import { type RunningApp, runningApp } from './running-app.ts';

/** The app's process by its file in `apps`, and what it's configured with besides the credentials. */
interface CheckedApp {
  file: string;
  configuration(tenant: RunningTenant): Readonly<Record<string, string>>;
}

const secret = { CLIENT_SECRET: webAppSecret };
const tenantId = tenantIds['entra-id'];
const issuer = ({ origin }: RunningTenant) => `${origin}/${tenantId}/v2.0`;
/** For apps that refuse addresses on http: by this name, the practice tenant has none. */
const httpsOnly = (address: string) => address.replace('localhost', '127.0.0.1');

/** By the names in src/checked-apps. */
export const checkedApps = {
  'express-openid-connect': {
    file: 'express-openid-connect',
    configuration: (tenant) => ({ ...secret, ISSUER: httpsOnly(issuer(tenant)) }),
  },
  'express-openid-connect without a code': {
    file: 'express-openid-connect',
    configuration: (tenant) => ({ ISSUER: httpsOnly(issuer(tenant)) }),
  },
  'openid-client': {
    file: 'openid-client',
    configuration: (tenant) => ({ ...secret, ISSUER: httpsOnly(issuer(tenant)) }),
  },
  'Auth.js': {
    file: 'auth-js',
    configuration: (tenant) => ({ ...secret, ISSUER: issuer(tenant) }),
  },
  'passport-azure-ad': {
    file: 'passport-azure-ad',
    configuration: (tenant) => ({
      ...secret,
      METADATA: `${httpsOnly(issuer(tenant))}/.well-known/openid-configuration`,
      SCOPE: 'openid profile offline_access',
      IS_B2C: 'no',
      API_AUDIENCE: clientIds.tasksApi,
    }),
  },
  '@hono/oidc-auth': {
    file: 'hono-oidc-auth',
    configuration: (tenant) => ({
      ...secret,
      ISSUER: issuer(tenant),
      SCOPE: 'openid profile offline_access',
    }),
  },
  'better-auth': {
    file: 'better-auth',
    configuration: ({ origin }) => ({ ...secret, AUTHORITY: origin, TENANT_ID: tenantId }),
  },
} as const satisfies Record<string, CheckedApp>;
export type CheckedAppName = keyof typeof checkedApps;

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

/** One of them, as in production: started again when its process ends. */
export function startCheckedApp(tenant: RunningTenant, name: CheckedAppName): Promise<RunningApp> {
  const { file, configuration } = checkedApps[name];
  const environment = {
    NODE_ENV: 'production',
    CLIENT_ID: clientIds.webApp,
    ...configuration(tenant),
  };
  return runningApp(file, tenant.caCertificate, () => environment, { isKeptAlive: true });
}
