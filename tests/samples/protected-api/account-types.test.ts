import type { CryptoKey, JWTPayload } from 'jose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { middleTierFrom } from '../../../samples/middle-tier/configuration.ts';
import { tasksApi } from '../../../samples/protected-api/app.ts';
import { accessTokenChecker } from '../../../samples/protected-api/check-access-token/access-token.ts';
import { apiRegistrationFrom } from '../../../samples/protected-api/check-access-token/registration.ts';
import { served } from './served-api.ts';
import {
  clientId,
  tenantId as contoso,
  endpoints,
  signed,
  signingKey,
  type ThrowawayIssuer,
  throwawayIssuer,
} from './throwaway-issuer.ts';

const litware = '0e0e0e0e-5555-4555-8555-555555555555';
const staff = '0a0a0a0a-0000-4000-8000-00000000000a';
const personal = '9188040d-6c67-4c5b-b112-36a304b66dad';
const now = Date.UTC(2026, 10, 21, 12);
const seconds = now / 1000;

let issuer: ThrowawayIssuer;
const keys = new Map<string, CryptoKey>();
const issuerOf = (tenant: string) => `${issuer.origin}/${tenant}/v2.0`;

beforeAll(async () => {
  issuer = await throwawayIssuer();
  for (const [kid, forIssuer] of [
    ['everyone', issuerOf('{tenantid}')],
    ['personal', issuerOf(personal)],
    ['unnamed', undefined],
  ] as const) {
    const { privateKey, publicKey } = await signingKey();
    keys.set(kid, privateKey);
    await issuer.publish(kid, publicKey, forIssuer);
  }
  for (const [name, tenant] of [
    ['organizations', '{tenantid}'],
    ['common', '{tenantid}'],
    ['consumers', personal],
    [contoso, contoso],
  ] as const) {
    const document = { issuer: issuerOf(tenant), ...endpoints(issuer.origin) };
    const path = `/${name}/v2.0/.well-known/openid-configuration`;
    issuer.answers.set(path, { status: 200, body: JSON.stringify(document) });
  }
});
afterAll(() => issuer.close());

const checkerAt = (name: string, more: Record<string, string>) =>
  accessTokenChecker(
    apiRegistrationFrom({
      TENANT_TYPE: 'entra-id',
      CLIENT_ID: clientId,
      AUTHORITY: `${issuer.origin}/${name}`,
      ...more,
    }),
    { now: () => now },
  );

async function tokenOf(tenant: string, kid = 'everyone', changes: JWTPayload = {}) {
  const key = keys.get(kid);
  if (key === undefined) throw new Error(`no key ${kid}`);
  const claims = {
    iss: issuerOf(tenant),
    tid: tenant,
    aud: clientId,
    sub: 'alex-for-this-api',
    azp: '22222222-2222-4222-8222-222222222222',
    scp: 'Tasks.Read',
    iat: seconds,
    nbf: seconds,
    exp: seconds + 3600,
  };
  return signed({ ...claims, ...changes }, key, { kid });
}

it.each([
  ['organizations', contoso, contoso, 'everyone'],
  ['organizations', 'any', litware, 'everyone'],
  ['common', 'any', personal, 'personal'],
  ['consumers', 'any', personal, 'personal'],
])(
  'at /%s with %s, a token of %s signed with the key for %s is accepted',
  async (name, allowed, tenant, kid) => {
    const check = checkerAt(name, { ALLOWED_TENANTS: allowed });
    await expect(check(await tokenOf(tenant, kid))).resolves.toMatchObject({ tid: tenant });
  },
);

it.each([
  ['of a tenant that is not on the list', litware, 'everyone', {}, 'from another tenant'],
  ['of a personal account at /organizations', personal, 'personal', {}, 'from another tenant'],
  ['whose tid is another than in iss', litware, 'everyone', { tid: contoso }, 'another issuer'],
  ['without tid', contoso, 'everyone', { tid: undefined }, 'another issuer'],
  ['whose tid is no GUID', 'contoso.com', 'everyone', {}, 'another issuer'],
  ['whose tid is the placeholder', '{tenantid}', 'everyone', {}, 'from another tenant'],
  ['signed with the key of personal accounts', contoso, 'personal', {}, 'a key for another issuer'],
  ['signed with a key that names no issuer', contoso, 'unnamed', {}, 'a key for another issuer'],
])('a token %s is refused', async (_, tenant, kid, changes, sentence) => {
  const check = checkerAt('organizations', { ALLOWED_TENANTS: contoso });
  await expect(check(await tokenOf(tenant, kid, changes))).rejects.toMatchObject({
    name: 'Refusal',
    status: 401,
    message: expect.stringContaining(sentence),
  });
});

it.each(['{tenantid}', 'contoso.com', ''])(
  'a token whose tid is “%s” is refused, even where every organization is let in',
  async (tid) => {
    const check = checkerAt('organizations', { ALLOWED_TENANTS: 'any' });
    const iss = issuerOf('{tenantid}');
    await expect(check(await tokenOf(tid, 'everyone', { iss }))).rejects.toMatchObject({
      name: 'Refusal',
      status: 401,
    });
  },
);

it.each(['/tasks/count', '/tasks/users'])(
  '%s counts nothing of another organization, whose own administrators assign roles and groups there',
  async (path) => {
    const registration = apiRegistrationFrom({
      TENANT_TYPE: 'entra-id',
      CLIENT_ID: clientId,
      AUTHORITY: `${issuer.origin}/organizations`,
      ALLOWED_TENANTS: 'any',
      STAFF_GROUP: staff,
    });
    const api = await served(tasksApi(registration, { now: () => now }));
    const headersOf = async (tenant: string) => ({
      authorization: `Bearer ${await tokenOf(tenant, 'everyone', {
        scp: 'Tasks.Write',
        roles: ['Tasks.Read.All'],
        groups: [staff],
      })}`,
      'content-type': 'application/json',
    });
    try {
      const body = JSON.stringify({ title: 'Only for Contoso' });
      const headers = await headersOf(contoso.toUpperCase());
      await fetch(`${api.origin}/tasks`, { method: 'POST', headers, body });
      const counted = async (tenant: string): Promise<unknown> =>
        Object.values(
          await (await fetch(api.origin + path, { headers: await headersOf(tenant) })).json(),
        );
      expect(await counted(contoso)).toEqual([1]);
      expect(await counted(litware)).toEqual([0]);
    } finally {
      await api.close();
    }
  },
);

it('with one tenant, a key that names another issuer signs nothing, and one that names none does', async () => {
  const check = checkerAt(contoso, { TENANT_ID: contoso });
  await expect(check(await tokenOf(contoso, 'unnamed'))).resolves.toBeDefined();
  await expect(check(await tokenOf(contoso, 'personal'))).rejects.toThrow(
    'a key for another issuer',
  );
});

it('without a list, the API does not start', () => {
  expect(() => checkerAt('organizations', {})).toThrow('ALLOWED_TENANTS is missing');
});

it('the middle tier is for one tenant', () => {
  expect(() =>
    middleTierFrom({
      TENANT_TYPE: 'entra-id',
      CLIENT_ID: clientId,
      CLIENT_SECRET: 'x~y',
      AUTHORITY: `${issuer.origin}/organizations`,
      ALLOWED_TENANTS: 'any',
      ENDPOINT: 'https://graph.microsoft.com/v1.0/me',
      SCOPE: 'User.Read',
    }),
  ).toThrow('AUTHORITY must name one tenant');
});
