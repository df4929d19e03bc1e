import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tenantTypes } from '../../src/practice-tenant/directory/model.ts';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { authorizeAddress, signInAt } from './authorize-endpoint.ts';
import { authorityFor, redirectUri, webAppSecret } from './msal-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

type Type = (typeof tenantTypes)[number];

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

const ask = (type: Type, parameters: Record<string, string | undefined>) =>
  signInAt(authorizeAddress(tenant, type, { response_type: 'code', ...parameters }));
const token = (type: Type, fields: Record<string, string>) =>
  fetch(`${authorityFor(tenant, type).replace(/\/v2\.0$/, '')}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      client_id: clientIds.webApp,
      client_secret: webAppSecret,
      ...fields,
    }),
  });
const code = async (response: Response): Promise<string> => {
  const { error_description = '' } = (await response.json()) as { error_description?: string };
  return error_description.split(':')[0] ?? '';
};

describe.each(tenantTypes.filter((type) => type !== 'b2c'))(
  'without a redirect URI, %s',
  (type) => {
    test.each([undefined, ''])('returns the user to the first registered one (%j)', async (uri) => {
      const { answer, page } = await ask(type, { redirect_uri: uri });
      expect(page.url.startsWith(`${redirectUri}?`)).toBe(true);
      const grant = { grant_type: 'authorization_code', code: answer['code'] ?? '' };
      const other = { ...grant, redirect_uri: 'http://localhost:3000/goodbye' };
      expect(await code(await token(type, other))).toBe('AADSTS500112');
      // What the authorization request didn't have needn't be sent here, either.
      expect((await token(type, grant)).status).toBe(200);
    });

    test('a code of a request that had one still needs it', async () => {
      const { answer } = await ask(type, {});
      const grant = { grant_type: 'authorization_code', code: answer['code'] ?? '' };
      expect(await code(await token(type, grant))).toBe('AADSTS700009');
    });
  },
);

test('B2C needs the redirect URI', async () => {
  const { mode, page } = await ask('b2c', { redirect_uri: undefined });
  expect(mode).toBe('page');
  expect(page.text).toContain('AADB2C90083: ');
});

describe.each([
  ['response_type', 'AADSTS900144', 'AADB2C90083'],
  ['client_id', 'AADSTS900144', 'AADB2C90008'],
  ['scope', 'AADSTS900144', 'AADB2C90010'],
])('without %s', (name, entra, b2c) => {
  test.each(tenantTypes)('%s refuses the request and names it', async (type) => {
    const { answer, page } = await ask(type, { [name]: undefined });
    const said = answer['error_description'] ?? page.text;
    expect(said).toContain(`${type === 'b2c' ? b2c : entra}: `);
    if (type !== 'b2c' || name !== 'client_id') expect(said).toContain(name);
  });
});

test.each(tenantTypes)('%s shows a page for a response mode that there is not', async (type) => {
  const { mode, page } = await ask(type, { response_mode: 'web_message' });
  expect(mode).toBe('page');
  expect(page.text).toContain(type === 'b2c' ? 'AADB2C90014: ' : 'AADSTS70007: ');
});

test.each(tenantTypes)('%s tells the app of a prompt that there is not', async (type) => {
  const { answer } = await ask(type, { prompt: 'unspecified' });
  expect(answer).toMatchObject({
    error: 'invalid_request',
    error_description: expect.stringMatching(type === 'b2c' ? /^AADB2C90043: / : /^AADSTS90023: /),
  });
});

test('only B2C takes two prompts at a time', async () => {
  const prompt = 'login select_account';
  const entra = await ask('entra-id', { prompt });
  expect(entra.answer['error_description']).toMatch(/^AADSTS90023: /);
  expect((await ask('b2c', { prompt })).answer).toHaveProperty('code');
});

test('max_age=0 is no second prompt', async () => {
  const { answer } = await ask('entra-id', { prompt: 'select_account', max_age: '0' });
  expect(answer).toHaveProperty('code');
});

test.each(['prompt', 'scope', 'state', 'redirect_uri', 'unheard_of'])(
  'a parameter that is sent twice, %s, is AADSTS9000411 on a page',
  async (name) => {
    const once = authorizeAddress(tenant, 'entra-id', { response_type: 'code', [name]: 'a' });
    const { mode, page } = await signInAt(`${once}&${name}=b`);
    expect(mode).toBe('page');
    expect(page.text).toContain('AADSTS9000411: ');
    expect(page.text).toContain(name);
  },
);

test('a field that is sent twice to the token endpoint is AADSTS9000411', async () => {
  const body = new URLSearchParams({ client_id: clientIds.webApp, scope: 'a' });
  body.append('scope', 'b');
  const address = `${authorityFor(tenant, 'entra-id')}/oauth2/v2.0/token`;
  const response = await fetch(address, { method: 'POST', body });
  expect(await response.json()).toMatchObject({
    error: 'invalid_request',
    error_codes: [9000411],
  });
});
