import type { Server } from 'node:http';
import { ExpressAuth, getSession } from '@auth/express';
import AzureADB2C from '@auth/express/providers/azure-ad-b2c';
import MicrosoftEntraID from '@auth/express/providers/microsoft-entra-id';
import express from 'express';
import { paths } from '../../src/practice-tenant/directory/addresses.ts';
import type { TenantType } from '../../src/practice-tenant/directory/model.ts';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { freePort } from '../e2e/free-ports.ts';
import { tenantIds, webAppSecret } from './msal-app.ts';
import type { RunningTenant } from './running-tenant.ts';

type Config = Parameters<typeof ExpressAuth>[0];
type Provider = Config['providers'][number];

const credentials = { clientId: clientIds.webApp, clientSecret: webAppSecret };
const nameOf = (claims: { sub: string; name: string }) => ({ id: claims.sub, name: claims.name });

/** Auth.js’s provider for the tenant type, with as little configuration as it takes. */
export function ownProvider(tenant: RunningTenant, type: TenantType): Provider {
  if (type !== 'b2c') {
    const origin = type === 'external-id-custom-domain' ? tenant.customDomainOrigin : tenant.origin;
    const issuer = `${origin}/${tenantIds[type]}/v2.0`;
    // Its own profile asks graph.microsoft.com for a photo.
    return MicrosoftEntraID({ ...credentials, issuer, profile: nameOf });
  }
  // The issuer of B2C is not where its metadata is, so Auth.js cannot find the endpoints on its own.
  const flow = '/fabrikam.onmicrosoft.com/B2C_1_signupsignin';
  return AzureADB2C({
    ...credentials,
    issuer: `${tenant.origin}/${tenantIds.b2c}/v2.0/`,
    authorization: {
      url: tenant.frontOrigin + flow + paths.authorize,
      params: { scope: 'openid https://fabrikam.onmicrosoft.com/tasks-api/Tasks.Read' },
    },
    token: tenant.origin + flow + paths.token,
  });
}

/** An OpenID Connect provider of which Auth.js only knows the issuer’s address. */
export const genericProvider = (tenant: RunningTenant, type: TenantType): Provider => ({
  ...credentials,
  id: 'practice',
  name: 'Practice',
  type: 'oidc',
  issuer: `${type === 'external-id-custom-domain' ? tenant.customDomainOrigin : tenant.origin}/${tenantIds[type]}/v2.0`,
});

export interface AuthJsApp {
  origin: string;
  stop(): Promise<void>;
}

/** An app as the documentation of Auth.js for Express shows it. */
export async function authJsApp(provider: Provider): Promise<AuthJsApp> {
  const config: Config = {
    providers: [provider],
    secret: 'a secret of at least thirty-two characters',
    trustHost: true,
  };
  const app = express();
  app.use('/auth', ExpressAuth(config));
  app.get('/', async (request, response) => {
    const session = await getSession(request, { ...config, basePath: '/auth' });
    response.type('html').send(`<h1>${session?.user?.name ?? 'Nobody'}</h1>`);
  });
  const port = await freePort();
  const server = await new Promise<Server>((resolve) => {
    const listening = app.listen(port, '127.0.0.1', () => resolve(listening));
  });
  return {
    origin: `http://localhost:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
