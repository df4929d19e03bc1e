import { randomUUID } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { freePort } from '../../e2e/free-ports.ts';
import type { RunningTenant } from '../../practice-tenant/running-tenant.ts';
import { type Choices, carefulApp, type Setup } from './careful-app.ts';
import { listening, type ServerKey, type SmallApp } from './listening.ts';

const contoso = '0a0a0a0a-1111-4111-8111-111111111111';
const secret = 'a-secret-of-a-small-app';

export interface Registering {
  bad?: Partial<Choices>;
  base?: string;
  /** For https. */
  ownKey?: ServerKey;
  /** In the place of the app's, if that isn't what the practice tenant knows. */
  setup?: Partial<Setup>;
  /** What's around the app. */
  around?: (app: RequestListener) => RequestListener;
}

/** A careful app with these choices, registered at the practice tenant and listening. */
export async function registeredApp(
  tenant: RunningTenant,
  { bad = {}, base = '', ownKey, setup = {}, around = (app) => app }: Registering = {},
): Promise<SmallApp & { home: string }> {
  const port = await freePort();
  const origin = `${ownKey ? 'https' : 'http'}://localhost:${port}`;
  const clientId = randomUUID();
  await tenant.seed({
    tenants: {
      'entra-id': {
        registrations: [
          {
            clientId,
            name: `Small app ${clientId}`,
            redirectUris: [`${origin}${base}/auth/redirect`],
            secrets: [secret],
            adminConsent: true,
          },
        ],
      },
    },
  });
  const authority = `${tenant.options.origin}/${contoso}`;
  const app = carefulApp({ authority, clientId, secret, origin, base, ...setup }, bad);
  const running = await listening(around(app), ownKey, port);
  return { ...running, home: `${origin}${base}/` };
}
