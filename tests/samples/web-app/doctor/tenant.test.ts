import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { clientIds } from '../../../../src/practice-tenant/directory/seeded-registrations.ts';
import { type RunningTenant, runningTenant } from '../../../practice-tenant/running-tenant.ts';
import { examined } from './examined.ts';
import { practice } from './practice.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterEach(() => tenant.reset());
afterAll(() => tenant.remove());

const only = ['discovery', 'tenant', 'issuer', 'keys', 'user-flows'];

/** What comes from an address that ends like this is replaced. */
const replacing =
  (end: string, change: (text: string) => string): typeof fetch =>
  async (...request) => {
    const response = await fetch(...request);
    if (!String(request[0]).split('?')[0]?.endsWith(end)) return response;
    return new Response(change(await response.text()), { headers: response.headers });
  };

describe('discovery', () => {
  test('is refused when the identity provider fails', async () => {
    await tenant.faults('entra-id').set(clientIds.webApp, 'discovery-down', true);
    const { of } = await examined({ variables: practice(tenant, 'entra-id'), only });
    expect(of('discovery')).toEqual([
      expect.objectContaining({ status: 'failed', code: 'provider_failing' }),
    ]);
  });

  test('is refused when what comes is no metadata document', async () => {
    const surroundings = { fetch: replacing('openid-configuration', () => '<html>') };
    const { of } = await examined({ variables: practice(tenant, 'entra-id'), only, surroundings });
    expect(of('discovery')).toEqual([
      expect.objectContaining({ status: 'failed', code: 'provider_untrusted' }),
    ]);
  });

  test('is refused when nothing responds', async () => {
    const fetchNothing: typeof fetch = (input, init) =>
      String(input).endsWith('ca.pem')
        ? fetch(input, init)
        : Promise.reject(new TypeError('fetch failed', { cause: new Error('ECONNREFUSED') }));
    const surroundings = { fetch: fetchNothing };
    const { of } = await examined({ variables: practice(tenant, 'entra-id'), only, surroundings });
    expect(of('discovery')).toEqual([
      expect.objectContaining({ status: 'failed', code: 'provider_unavailable' }),
    ]);
  });
});

describe('the tenant', () => {
  test.each([
    ['entra-id', '/99999999-9999-4999-8999-999999999999', 'AADSTS90002'],
    ['external-id', '/nowhere.onmicrosoft.com', 'AADSTS90002'],
    ['external-id-custom-domain', '/99999999-9999-4999-8999-999999999999/v2.0', 'AADSTS90002'],
  ])('of type %s that is not there is refused with its code', async (type, path, code) => {
    const origin = type.endsWith('domain')
      ? tenant.options.customDomainOrigin
      : tenant.options.origin;
    const name = type.endsWith('domain') ? 'OIDC_AUTHORITY' : 'AUTHORITY';
    const variables = practice(tenant, type, { [name]: `${origin}${path}` });
    const { of } = await examined({ variables, only });
    expect(of('tenant')).toEqual([
      expect.objectContaining({
        status: 'failed',
        code,
        seen: expect.stringContaining('knows no tenant'),
      }),
    ]);
  });

  test('of type b2c that is not there is never said to be there', async () => {
    const AUTHORITY = `${tenant.options.origin}/nowhere.onmicrosoft.com`;
    const { status, findings } = await examined({
      variables: practice(tenant, 'b2c', { AUTHORITY }),
      only,
    });
    expect(status('tenant')).not.toBe('ok');
    expect(findings.some((finding) => finding.status === 'failed')).toBe(true);
  });
});

describe('the issuer', () => {
  test('of another tenant is refused', async () => {
    const other = 'ffffffff-1111-4111-8111-111111111111';
    const surroundings = {
      fetch: replacing('openid-configuration', (text) =>
        text.replaceAll('0a0a0a0a-1111-4111-8111-111111111111', other),
      ),
    };
    const { of } = await examined({ variables: practice(tenant, 'entra-id'), only, surroundings });
    expect(of('issuer')).toEqual([
      expect.objectContaining({ status: 'failed', code: 'provider_untrusted' }),
    ]);
    expect(of('issuer')[0]?.seen).toContain(other);
  });

  test('that the metadata document does not name is refused', async () => {
    const surroundings = { fetch: replacing('openid-configuration', () => '{}') };
    const { of } = await examined({ variables: practice(tenant, 'entra-id'), only, surroundings });
    expect(of('issuer')).toEqual([
      expect.objectContaining({ status: 'failed', code: 'provider_untrusted' }),
    ]);
  });

  test('is fine, but an endpoint on another host is refused', async () => {
    const surroundings = {
      fetch: replacing('openid-configuration', (text) =>
        text.replace(/"token_endpoint":"https:\/\/[^/]+/, '"token_endpoint":"https://evil.example'),
      ),
    };
    const { of } = await examined({ variables: practice(tenant, 'entra-id'), only, surroundings });
    expect(of('issuer')[0]).toMatchObject({
      status: 'failed',
      seen: expect.stringContaining('evil.example'),
      todo: expect.stringContaining('another host'),
    });
  });
});

describe('the signing keys', () => {
  test.each([
    ['none', '{"keys":[]}'],
    ['only for encryption', '{"keys":[{"kty":"RSA","use":"enc","kid":"a"}]}'],
    ['only of another kind', '{"keys":[{"kty":"EC","kid":"a"}]}'],
    ['no list at all', '<html>'],
  ])('are refused when there are %s', async (_, text) => {
    const surroundings = { fetch: replacing('/keys', () => text) };
    const { of } = await examined({ variables: practice(tenant, 'entra-id'), only, surroundings });
    expect(of('keys')).toEqual([
      expect.objectContaining({ status: 'failed', code: 'id_token_signature' }),
    ]);
  });
});

describe('the user flows', () => {
  test('of Azure AD B2C are found, one line each', async () => {
    const { of } = await examined({ variables: practice(tenant, 'b2c'), only });
    expect(of('user-flows').map(({ status }) => status)).toEqual(['ok', 'ok', 'ok']);
  });

  test('of Azure AD B2C are refused by name when they are not there', async () => {
    const EDITPROFILE_USER_FLOW = 'B2C_1_elsewhere';
    const variables = practice(tenant, 'b2c', { EDITPROFILE_USER_FLOW });
    const { of } = await examined({ variables, only });
    expect(of('user-flows').map(({ status }) => status)).toEqual(['ok', 'failed', 'ok']);
    expect(of('user-flows')[1]).toMatchObject({
      seen: expect.stringContaining('B2C_1_elsewhere'),
      todo: expect.stringContaining('EDITPROFILE_USER_FLOW'),
    });
  });

  test('of External ID can be known only from the record of npm run register', async () => {
    const variables = practice(tenant, 'external-id');
    expect((await examined({ variables, only })).status('user-flows')).toBe('unknown');
    const record = {
      application: { clientId: clientIds.webApp },
      userFlow: { state: 'made', name: 'Sign up and sign in' },
    };
    const files = { '.registration.json': JSON.stringify(record) };
    expect((await examined({ variables, files, only })).status('user-flows')).toBe('ok');
  });

  test('are no subject in Entra ID', async () => {
    const { of } = await examined({ variables: practice(tenant, 'entra-id'), only });
    expect(of('user-flows')).toEqual([]);
  });
});
