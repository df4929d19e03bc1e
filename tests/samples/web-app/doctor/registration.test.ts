import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { clientIds } from '../../../../src/practice-tenant/directory/seeded-registrations.ts';
import { contoso, northwind, personal } from '../../../practice-tenant/any-account-app.ts';
import { anyOrganization } from '../../../practice-tenant/other-organization.ts';
import { type RunningTenant, runningTenant } from '../../../practice-tenant/running-tenant.ts';
import {
  federatedCredential,
  type KeyFolder,
  keyFolder,
  register,
  withCertificate,
  withFederatedToken,
} from './credentials.ts';
import { examined } from './examined.ts';
import { practice } from './practice.ts';

let tenant: RunningTenant;
let keys: KeyFolder;
beforeAll(async () => {
  tenant = await runningTenant();
  keys = keyFolder();
});
afterEach(() => tenant.reset());
afterAll(async () => {
  keys.remove();
  await tenant.remove();
});

const entra = (changes: NodeJS.Dict<string> = {}) => practice(tenant, 'entra-id', changes);

describe('the app', () => {
  const only = ['app', 'credential'];

  test('that is not registered in the tenant is refused, and its credential waits for it', async () => {
    const CLIENT_ID = '99999999-9999-4999-8999-999999999999';
    const { of } = await examined({ variables: entra({ CLIENT_ID }), only });
    expect(of('app')).toEqual([
      expect.objectContaining({ status: 'failed', code: 'AADSTS700016' }),
    ]);
    expect(of('credential')[0]?.waitsFor?.check).toBe('app');
  });

  test('that an administrator disabled is refused', async () => {
    await tenant.faults('entra-id').set(clientIds.webApp, 'app-disabled', true);
    const { of } = await examined({ variables: entra(), only });
    expect(of('app')).toEqual([
      expect.objectContaining({ status: 'failed', code: 'AADSTS7000112' }),
    ]);
  });

  test('without a service principal is a warning: the first user who consents can create it', async () => {
    await register(tenant, 'entra-id', { withoutServicePrincipal: true });
    const { of } = await examined({ variables: entra(), only });
    expect(of('app')).toEqual([
      expect.objectContaining({ status: 'warning', code: 'AADSTS7000229' }),
    ]);
    expect(of('credential')[0]?.waitsFor?.check).toBe('app');
  });

  test('that Conditional Access for workload identities blocks stays unknown: users are not concerned', async () => {
    const blocked: typeof fetch = (input, init) =>
      new URL(String(input)).pathname.endsWith('/token')
        ? Promise.resolve(
            Response.json(
              { error: 'invalid_grant', error_description: 'AADSTS53003: Access was blocked.' },
              { status: 400 },
            ),
          )
        : fetch(input, init);
    const surroundings = { fetch: blocked };
    const { of, status } = await examined({ variables: entra(), only, surroundings });
    expect([status('app'), status('credential')]).toEqual(['unknown', 'unknown']);
    expect(of('credential')[0]?.code).toBe('AADSTS53003');
  });

  test('stays unknown while the token endpoint fails: that is no fault of the app', async () => {
    await tenant.faults('entra-id').set(clientIds.webApp, 'token-endpoint-down', true);
    const { of, status } = await examined({ variables: entra(), only });
    expect(status('app')).toBe('unknown');
    expect(of('credential')).toEqual([
      expect.objectContaining({ status: 'failed', code: 'provider_failing' }),
    ]);
  });
});

describe('a client secret', () => {
  const only = ['credential', 'credential-expiry'];

  test.each([
    ['practice~web-app~wrong', 'AADSTS7000215'],
    ['practice~web-app~expired-secret', 'AADSTS7000222'],
  ])('%s is refused with %s', async (CLIENT_SECRET, code) => {
    const { of, findings } = await examined({ variables: entra({ CLIENT_SECRET }), only });
    expect(of('credential')).toEqual([expect.objectContaining({ status: 'failed', code })]);
    expect(JSON.stringify(findings)).not.toContain(CLIENT_SECRET);
  });

  test('has a last day that only the admin center knows', async () => {
    const { status } = await examined({ variables: entra(), only });
    expect(status('credential-expiry')).toBe('unknown');
  });

  test.each([
    ['2099-12-31T00:00:00Z', 'ok'],
    [new Date(Date.now() + 10 * 86_400_000).toISOString(), 'warning'],
    ['2020-01-01T00:00:00Z', 'failed'],
  ])('that npm run register made until %s is %s', async (expires, expected) => {
    const record = {
      application: { clientId: clientIds.webApp },
      secrets: [{ state: 'made', name: 'web-app', expires }],
    };
    const files = { '.registration.json': JSON.stringify(record) };
    const { of, status } = await examined({ variables: entra(), files, only });
    expect(status('credential-expiry')).toBe(expected);
    expect(of('credential-expiry')[0]?.seen).toContain(expires.slice(0, 10));
  });

  test('of another app in the record says nothing about this one', async () => {
    const record = {
      application: { clientId: '99999999-9999-4999-8999-999999999999' },
      secrets: [{ state: 'made', expires: '2020-01-01T00:00:00Z' }],
    };
    const files = { '.registration.json': JSON.stringify(record) };
    const { status } = await examined({ variables: entra(), files, only });
    expect(status('credential-expiry')).toBe('unknown');
  });
});

describe('a certificate', () => {
  const only = ['credential', 'credential-expiry'];

  test('is accepted, and its last day is known', async () => {
    const { variables, certificate } = await withCertificate(keys);
    await register(tenant, 'entra-id', { certificates: [certificate] });
    const { of, status } = await examined({ variables: entra(variables), only });
    expect([status('credential'), status('credential-expiry')]).toEqual(['ok', 'ok']);
    expect(of('credential')[0]?.seen).toContain('CN=An app');
  });

  test('that is not registered is refused, with the thumbprint to compare', async () => {
    const { variables } = await withCertificate(keys);
    const { of } = await examined({ variables: entra(variables), only });
    expect(of('credential')).toEqual([
      expect.objectContaining({
        status: 'failed',
        code: 'AADSTS700027',
        seen: expect.stringMatching(/thumbprint [0-9A-F]{40}:/),
      }),
    ]);
  });

  test('is warned about in the last 30 days', async () => {
    const { variables, certificate } = await withCertificate(keys, 10);
    await register(tenant, 'entra-id', { certificates: [certificate] });
    const { status } = await examined({ variables: entra(variables), only });
    expect(status('credential-expiry')).toBe('warning');
  });

  test('that has expired is a mistake in the configuration', async () => {
    const { variables } = await withCertificate(keys, 0);
    const { of } = await examined({ variables: entra(variables), only });
    expect(of('configuration')[0]).toMatchObject({
      status: 'failed',
      seen: expect.stringContaining('expired on'),
    });
  });
});

describe('a federated token', () => {
  const only = ['credential', 'credential-expiry'];
  const prepare = async () =>
    register(tenant, 'entra-id', { federatedCredentials: [await federatedCredential()] });

  test('is accepted; issuer, subject, and audience are told, the token is not', async () => {
    await prepare();
    const { token, ...variables } = await withFederatedToken(keys);
    const { of, status, findings } = await examined({ variables: entra(variables), only });
    expect([status('credential'), status('credential-expiry')]).toEqual(['ok', 'ok']);
    expect(of('credential')[0]?.seen).toContain('repo:me/app:ref:refs/heads/main');
    expect(JSON.stringify(findings)).not.toContain(token.split('.')[2]);
  });

  test.each([
    [{ issuer: 'https://elsewhere.example' }, 'AADSTS700211'],
    [{ audience: 'api://else' }, 'AADSTS700212'],
    [{ subject: 'repo:me/app:ref:refs/heads/other' }, 'AADSTS700213'],
  ])('with %j is refused with %s', async (changes, code) => {
    await prepare();
    const { token: _, ...variables } = await withFederatedToken(keys, changes);
    const { of } = await examined({ variables: entra(variables), only });
    expect(of('credential')).toEqual([
      expect.objectContaining({
        status: 'failed',
        code,
        seen: expect.stringContaining(Object.values(changes)[0] ?? ''),
      }),
    ]);
  });

  test('that the platform stopped renewing is refused, and its time is told', async () => {
    await prepare();
    const { token: _, ...variables } = await withFederatedToken(keys, {}, '-10m');
    const { of, status } = await examined({ variables: entra(variables), only });
    expect(status('credential')).toBe('failed');
    expect(of('credential')[0]?.todo).not.toContain('certificate');
    expect(of('credential-expiry')).toEqual([
      expect.objectContaining({ status: 'failed', code: 'AADSTS700024' }),
    ]);
  });
});

describe('the redirect URI', () => {
  const only = ['redirect-uri'];

  test('is found, and so is the address after signing out', async () => {
    const { of } = await examined({ variables: entra(), only });
    expect(of('redirect-uri').map(({ status, seen }) => [status, seen])).toEqual([
      ['ok', expect.stringContaining('/auth/redirect is registered')],
      ['ok', expect.stringContaining('/goodbye')],
    ]);
  });

  test.each([
    ['entra-id', 'AADSTS50011'],
    ['external-id', 'AADSTS50011'],
    ['external-id-custom-domain', 'AADSTS50011'],
    ['b2c', 'AADB2C90006'],
  ] as const)('that was deleted in %s is refused with %s', async (type, code) => {
    await register(tenant, type, { redirectUris: ['http://localhost:3000/goodbye'] });
    const { of } = await examined({ variables: practice(tenant, type), only });
    expect(of('redirect-uri')[0]).toMatchObject({ status: 'failed', code });
    expect(of('redirect-uri')[1]?.status).toBe('ok');
  });

  test('is refused where none is registered', async () => {
    await register(tenant, 'entra-id', { redirectUris: [] });
    const { of } = await examined({ variables: entra(), only });
    expect(of('redirect-uri')[0]).toMatchObject({ status: 'failed', code: 'AADSTS500113' });
  });

  test('is fine, but the address after signing out is warned about when it is missing', async () => {
    await register(tenant, 'entra-id', { redirectUris: ['http://localhost:3000/auth/redirect'] });
    const { of } = await examined({ variables: entra(), only });
    expect(of('redirect-uri').map(({ status }) => status)).toEqual(['ok', 'warning']);
  });

  test.each([
    ['<title>Sign in</title>', /status 200$/],
    ['AADSTS700016: Application not found.', /status 200 with AADSTS700016$/],
  ])('stays unknown when the response is %s, and what was seen is told', async (body, seen) => {
    const odd: typeof fetch = (input, init) =>
      String(input).includes('/authorize?')
        ? Promise.resolve(new Response(body, { status: 200 }))
        : fetch(input, init);
    const { of } = await examined({ variables: entra(), only, surroundings: { fetch: odd } });
    expect(of('redirect-uri')).toEqual([
      expect.objectContaining({ status: 'unknown', seen: expect.stringMatching(seen) }),
    ]);
  });

  test('is looked for without cookies and without a page: no user is signed in', async () => {
    const asked: URL[] = [];
    const watching: typeof fetch = (input, init) => {
      const url = new URL(String(input));
      if (url.pathname.endsWith('/authorize')) {
        asked.push(url);
        expect(new Headers(init?.headers).has('cookie')).toBe(false);
      }
      return fetch(input, init);
    };
    await examined({ variables: entra(), only, surroundings: { fetch: watching } });
    expect(asked.map(({ searchParams }) => searchParams.get('prompt'))).toEqual(['none', 'none']);
  });
});

describe('the platform', () => {
  const only = ['platform'];

  test.each([
    ['entra-id', 'AADSTS9002325'],
    ['external-id', 'AADSTS9002325'],
    ['external-id-custom-domain', 'AADSTS9002325'],
    ['b2c', 'AADB2C99059'],
  ] as const)('single-page application gives itself away in %s, with %s', async (type, code) => {
    const singlePageRedirectUris = ['http://localhost:3000/auth/redirect'];
    await register(tenant, type, { redirectUris: [], singlePageRedirectUris });
    const { of } = await examined({ variables: practice(tenant, type), only });
    expect(of('platform')).toEqual([expect.objectContaining({ status: 'failed', code })]);
  });

  test('mobile application stays unknown', async () => {
    const publicClientRedirectUris = ['http://localhost:3000/auth/redirect'];
    await register(tenant, 'entra-id', { redirectUris: [], publicClientRedirectUris });
    const { of } = await examined({ variables: entra(), only });
    expect(of('platform')).toEqual([expect.objectContaining({ status: 'unknown' })]);
  });
});

test('consent is known from the record of npm run register', async () => {
  const record = { application: { clientId: clientIds.webApp }, consent: { state: 'made' } };
  const files = { '.registration.json': JSON.stringify(record) };
  const { status } = await examined({ variables: entra(), files, only: ['consent'] });
  expect(status('consent')).toBe('ok');
});

describe('an authority for several tenants', () => {
  const only = ['tenant', 'issuer', 'app', 'credential', 'redirect-uri'];
  const several = (name: string, ALLOWED_TENANTS: string, changes: NodeJS.Dict<string> = {}) =>
    entra({
      AUTHORITY: `${tenant.options.origin}/${name}`,
      ALLOWED_TENANTS,
      CLIENT_ID: anyOrganization.client_id,
      CLIENT_SECRET: anyOrganization.client_secret,
      ...changes,
    });

  test('has the app and its credential in the first tenant that is let in', async () => {
    const variables = several('organizations', contoso);
    const { status, findings } = await examined({ variables, only });
    expect(['tenant', 'issuer', 'app', 'credential'].map(status), JSON.stringify(findings)).toEqual(
      ['ok', 'ok', 'ok', 'ok'],
    );
  });

  test('is warned about where that tenant has no service principal yet', async () => {
    const { of, status } = await examined({ variables: several('organizations', northwind), only });
    expect(of('app')).toEqual([
      expect.objectContaining({ status: 'warning', code: expect.stringMatching(/^AADSTS7000/) }),
    ]);
    expect(status('credential')).toBe('unknown');
  });

  test.each([
    ['common', 'any'],
    ['consumers', personal],
  ])('%s without a known tenant says that the app stays unknown', async (name, allowed) => {
    const { findings, status } = await examined({
      variables: several(name, allowed),
      only: [...only, 'api-audience'],
    });
    expect(status('tenant')).toBe('ok');
    expect(['app', 'credential', 'api-audience'].map(status)).toEqual(Array(3).fill('unknown'));
    // Nothing that can be corrected would let them run.
    expect(findings.filter(({ waitsFor }) => waitsFor)).toEqual([]);
  });

  test('consumers says so even if npm run register names a tenant: no service principal is needed there', async () => {
    const record = { tenantId: contoso, application: { clientId: anyOrganization.client_id } };
    const files = { '.registration.json': JSON.stringify(record) };
    const variables = several('consumers', personal);
    const { status } = await examined({ variables, files, only });
    expect([status('app'), status('credential')]).toEqual(['unknown', 'unknown']);
  });

  test('has the app in the tenant that npm run register names', async () => {
    const record = { tenantId: contoso, application: { clientId: anyOrganization.client_id } };
    const files = { '.registration.json': JSON.stringify(record) };
    const { status } = await examined({ variables: several('common', 'any'), files, only });
    expect(status('app')).toBe('ok');
  });
});
