import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TenantType } from '../../src/practice-tenant/directory/model.ts';
import { attempt, errorNumber, msalApp } from './msal-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

const client = '5a5a5a5a-0000-4000-8000-000000000001';
const middle = '5a5a5a5a-0000-4000-8000-000000000002';
const onward = '5a5a5a5a-0000-4000-8000-000000000003';
const onwardUri = 'https://contoso.example/onward';
const secret = 'a-secret-of-this-test';
const redirectUri = 'http://localhost:3000/auth/redirect';
const userRead = 'https://graph.microsoft.com/User.Read';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

/** A client, an API, and an API that it calls on behalf of its user. */
async function registerApis(type: TenantType, uri: string, accessTokenVersion: 1 | 2) {
  const api = { redirectUris: [], secrets: [secret], accessTokenVersion };
  const registrations = [
    {
      clientId: client,
      name: 'Client',
      redirectUris: [redirectUri],
      secrets: [secret],
      permissions: [`${uri}/Files.Read`],
      adminConsent: true as const,
    },
    {
      ...api,
      clientId: middle,
      name: 'Middle tier',
      exposedApi: { identifierUri: uri, scopes: ['Files.Read'] },
      permissions: [`${onwardUri}/Onward.Read`, userRead],
      adminConsent: true as const,
    },
    {
      ...api,
      clientId: onward,
      name: 'Onward',
      exposedApi: { identifierUri: onwardUri, scopes: ['Onward.Read'] },
    },
  ];
  await tenant.reset();
  await tenant.seed({ tenants: { [type]: { registrations } } });
}

const app = (type: TenantType, clientId: string) =>
  msalApp(tenant, type, { clientId, credential: { clientSecret: secret } });

const uris = [
  'api://something-custom',
  'api://contoso.example/a/deep/path',
  'https://verified.contoso.example/app',
  'https://verified.contoso.example/app/',
];
const rows = (['entra-id', 'external-id'] as const).flatMap((type) =>
  uris.flatMap((uri) => ([1, 2] as const).map((version) => [type, uri, version] as const)),
);

describe.each(rows)('%s: an API named %s, with tokens of version %i', (type, uri, version) => {
  test.each(['Files.Read', '.default'])(
    'is called with %s, and calls others on behalf of the user',
    async (scope) => {
      await registerApis(type, uri, version);
      const { redeem } = await attempt(app(type, client), { scopes: [`${uri}/${scope}`] });
      const { accessToken } = await redeem();
      expect(decodeJwt(accessToken)).toMatchObject({
        aud: version === 1 ? uri : middle,
        scp: 'Files.Read',
        ver: `${version}.0`,
      });
      const api = app(type, middle);
      const next = await api.acquireTokenOnBehalfOf({
        oboAssertion: accessToken,
        scopes: [`${onwardUri}/.default`],
      });
      expect(decodeJwt(next?.accessToken ?? '')).toMatchObject({
        aud: version === 1 ? onwardUri : onward,
        scp: 'Onward.Read',
      });
      const ofGraph = await api.acquireTokenOnBehalfOf({
        oboAssertion: accessToken,
        scopes: [userRead],
      });
      const me = await fetch(`${tenant.origin}/graph/v1.0/me`, {
        headers: { authorization: `Bearer ${ofGraph?.accessToken}` },
      });
      expect(await me.json()).toMatchObject({ displayName: 'Alex Rivera' });
    },
  );
});

test('an app calls an API by a name of its own, and by its client ID', async () => {
  const [uri = ''] = uris;
  await registerApis('entra-id', uri, 1);
  const api = app('entra-id', client);
  for (const aud of [uri, middle]) {
    const result = await api.acquireTokenByClientCredential({ scopes: [`${aud}/.default`] });
    expect(decodeJwt(result?.accessToken ?? '')).toMatchObject({ aud });
  }
});

describe('.default', () => {
  const [uri = ''] = uris;
  const grants = async (adminConsent: string[]) => {
    await registerApis('entra-id', uri, 1);
    const directory = tenant.directory('entra-id');
    const registration = await directory.registration(client);
    if (registration === undefined) throw new Error('The client is not registered.');
    await directory.saveRegistration({ ...registration, adminConsent });
  };

  test('asks for everything that is configured where nothing of the API has consent', async () => {
    await grants(['openid', 'profile', 'offline_access']);
    const { page, browser } = await attempt(app('entra-id', client), {
      scopes: [`${uri}/.default`],
    });
    expect(page.text).toContain('Files.Read');
    expect(page.text).not.toContain('.default');
    const back = await browser.press(page, 'Accept');
    expect(new URL(back.url).searchParams.has('code')).toBe(true);
    // Once is enough.
    const again = await attempt(app('entra-id', client), { scopes: [`${uri}/.default`] });
    expect(decodeJwt((await again.redeem()).accessToken)).toMatchObject({ scp: 'Files.Read' });
  });

  test('on behalf of a user is refused where nothing of the API has consent: AADSTS65001', async () => {
    await registerApis('entra-id', uri, 1);
    const { redeem } = await attempt(app('entra-id', client), { scopes: [`${uri}/Files.Read`] });
    const { accessToken } = await redeem();
    const directory = tenant.directory('entra-id');
    const registration = await directory.registration(middle);
    if (registration === undefined) throw new Error('The API is not registered.');
    await directory.saveRegistration({ ...registration, adminConsent: [userRead] });
    const request = { oboAssertion: accessToken, scopes: [`${onwardUri}/.default`] };
    const refused = app('entra-id', middle).acquireTokenOnBehalfOf(request);
    expect(await errorNumber(refused)).toBe('AADSTS65001');
  });

  test('is named in the response, beside what it brought', async () => {
    await registerApis('entra-id', uri, 1);
    const { redeem } = await attempt(app('entra-id', client), { scopes: [`${uri}/.default`] });
    expect((await redeem()).scopes).toEqual(
      expect.arrayContaining([`${uri}/Files.Read`, `${uri}/.default`]),
    );
  });
});
