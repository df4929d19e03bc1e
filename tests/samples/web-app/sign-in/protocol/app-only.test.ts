import { decodeJwt } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { appOnly, registrationFrom } from '../../../../../samples/web-app/sign-in/index.ts';
import { clientIds } from '../../../../../src/practice-tenant/directory/seeded-registrations.ts';
import { type RunningTenant, runningTenant } from '../../../../practice-tenant/running-tenant.ts';
import { practiceVariables } from '../../running-web-app.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterEach(() => tenant.reset());
afterAll(() => tenant.remove());

const types = ['entra-id', 'external-id', 'external-id-custom-domain', 'b2c'] as const;

function registration(type: string, changes: NodeJS.Dict<string> = {}) {
  const { frontOrigin: front, origin: back, customDomainOrigin: custom } = tenant.options;
  return registrationFrom({
    ...practiceVariables(type, { front, back, custom }),
    REDIRECT_URI: 'http://localhost:3000/auth/redirect',
    ...changes,
  });
}

const graph = 'https://graph.microsoft.com';

describe.each(types)('without a user, in %s', (type) => {
  test('the app gets a token of its own', async () => {
    const claims = decodeJwt(await appOnly(registration(type)).accessToken(graph));
    expect(claims).toMatchObject({ appid: clientIds.webApp });
    expect(claims).not.toHaveProperty('scp');
  });

  test('a wrong secret is refused with its code', async () => {
    const app = appOnly(registration(type, { CLIENT_SECRET: 'practice~web-app~wrong' }));
    await expect(app.accessToken(graph)).rejects.toMatchObject({
      code: 'client_refused',
      errorCode: expect.stringMatching(/^AADSTS7000215$|^AADB2C90081$/),
    });
  });

  test('the metadata is read by the rules of a sign-in', async () => {
    const metadata = await appOnly(registration(type)).metadata();
    expect(metadata.jwks_uri).toMatch(/^https:/);
    const elsewhere: typeof fetch = async (...request) => {
      const text = await (await fetch(...request)).text();
      return new Response(text.replace(/"issuer":"[^"]*"/, '"issuer":"https://evil.example"'));
    };
    await expect(
      appOnly(registration(type), { fetch: elsewhere }).metadata(),
    ).rejects.toMatchObject({ code: 'provider_untrusted' });
  });
});

test('in B2C, each user flow has metadata of its own', async () => {
  const app = appOnly(registration('b2c', { EDITPROFILE_USER_FLOW: 'B2C_1_elsewhere' }));
  await expect(app.metadata({ userFlow: 'resetPassword' })).resolves.toBeDefined();
  await expect(app.metadata({ userFlow: 'editProfile' })).rejects.toMatchObject({
    code: 'provider_untrusted',
  });
});

test('a tenant of Microsoft’s B2C is asked at the host of its directory', async () => {
  const asked: string[] = [];
  const watching: typeof fetch = async (input) => {
    asked.push(String(input));
    return new Response('{}');
  };
  const own = registration('b2c', {
    AUTHORITY: 'https://contoso.b2clogin.com/contoso.onmicrosoft.com',
  });
  await expect(appOnly(own, { fetch: watching }).accessToken(graph)).rejects.toThrow();
  expect(asked).toEqual([
    'https://login.microsoftonline.com/contoso.onmicrosoft.com/v2.0/.well-known/openid-configuration',
  ]);
});

test('a practice tenant that a lab hosts is asked itself, and nobody else gets its secret', async () => {
  const asked: string[] = [];
  const watching: typeof fetch = async (input) => {
    asked.push(String(input));
    return new Response('{}');
  };
  const hosted = registration('b2c', {
    AUTHORITY: 'https://tenant.lab.example/fabrikam.onmicrosoft.com',
    PRACTICE_TENANT_ORIGIN: 'https://tenant.lab.example',
  });
  await expect(appOnly(hosted, { fetch: watching }).accessToken(graph)).rejects.toThrow();
  expect(asked).toEqual([
    'https://tenant.lab.example/fabrikam.onmicrosoft.com/v2.0/.well-known/openid-configuration',
  ]);
});

test('a request that takes too long ends after as many seconds as are given', async () => {
  const silent: typeof fetch = (_input, init) =>
    new Promise((_resolve, reject) => {
      init?.signal?.addEventListener('abort', () => reject(new Error('aborted')));
    });
  const app = appOnly(registration('entra-id'), { fetch: silent, seconds: 0.05 });
  await expect(app.metadata()).rejects.toMatchObject({ code: 'provider_unavailable' });
});
