import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  answerOf,
  askForTokens,
  contoso,
  litware,
  northwind,
  personal,
  robin,
  sharedAddress,
  signInThrough,
  tom,
} from './any-account-app.ts';
import { appBrowser, redirectUri } from './msal-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

const metadata = z.looseObject({ issuer: z.string(), jwks_uri: z.string() });
const keySet = z.object({
  keys: z.array(z.looseObject({ kid: z.string(), kty: z.string(), issuer: z.string() })),
});
const metadataOf = async (authority: string) => {
  const path = '/v2.0/.well-known/openid-configuration';
  return metadata.parse(await (await fetch(`${tenant.origin}/${authority}${path}`)).json());
};
const keysOf = async (authority: string) =>
  keySet.parse(await (await fetch((await metadataOf(authority)).jwks_uri)).json()).keys;
const issuersOf = async (authority: string) =>
  (await keysOf(authority)).map(({ issuer }) => issuer);
const pattern = () => `${tenant.origin}/{tenantid}/v2.0`;
const ofPersonal = () => `${tenant.origin}/${personal}/v2.0`;

describe('the metadata', () => {
  test.each(['common', 'organizations', 'consumers'])(
    'at /%s has its own addresses',
    async (name) => {
      const { issuer, ...found } = await metadataOf(name);
      expect(issuer).toBe(name === 'consumers' ? ofPersonal() : pattern());
      expect(found).toMatchObject({
        authorization_endpoint: `${tenant.frontOrigin}/${name}/oauth2/v2.0/authorize`,
        token_endpoint: `${tenant.origin}/${name}/oauth2/v2.0/token`,
        device_authorization_endpoint: `${tenant.origin}/${name}/oauth2/v2.0/devicecode`,
        end_session_endpoint: `${tenant.frontOrigin}/${name}/oauth2/v2.0/logout`,
        jwks_uri: `${tenant.origin}/${name}/discovery/v2.0/keys`,
        tenant_region_scope: null,
      });
    },
  );

  test('of personal accounts names the same issuer at their tenant’s ID', async () => {
    const found = await metadataOf(personal);
    expect(found.issuer).toBe(ofPersonal());
    expect(found['token_endpoint']).toBe(`${tenant.origin}/${personal}/oauth2/v2.0/token`);
  });

  test('never has the address that a sign-in goes on at', async () => {
    const found = JSON.stringify(await metadataOf('common'));
    for (const id of [contoso, northwind, litware, personal]) expect(found).not.toContain(id);
  });
});

describe('the keys', () => {
  test('say for whom they sign: the organizations’ by a pattern, those of personal accounts by one issuer', async () => {
    expect(await issuersOf('common')).toEqual([pattern(), pattern(), ofPersonal(), ofPersonal()]);
    expect(await issuersOf('organizations')).toEqual([pattern(), pattern()]);
    expect(await issuersOf('consumers')).toEqual([ofPersonal(), ofPersonal()]);
  });

  test('of all organizations are the same, and personal accounts have others', async () => {
    const kids = async (authority: string) => (await keysOf(authority)).map(({ kid }) => kid);
    const shared = await kids('organizations');
    for (const id of [contoso, northwind, litware]) expect(await kids(id)).toEqual(shared);
    const own = await kids('consumers');
    expect(own.filter((kid) => shared.includes(kid))).toEqual([]);
    expect(await kids('common')).toEqual([...shared, ...own]);
  });

  test('verify tokens of every kind of account, each with a key of its issuer', async () => {
    const browser = appBrowser();
    for (const [press, id] of [
      [tom, northwind],
      [robin, personal],
    ] as const) {
      const address = sharedAddress(tenant, 'common', { prompt: 'select_account' });
      const page = await signInThrough(address, press, browser);
      const { id_token: token } = await askForTokens(tenant, 'common', {
        grant_type: 'authorization_code',
        code: answerOf(page)['code'] ?? '',
        redirect_uri: redirectUri,
      });
      const keys = await keysOf('common');
      const { payload } = await jwtVerify(String(token), createLocalJWKSet({ keys }));
      expect(payload.iss).toBe(`${tenant.origin}/${id}/v2.0`);
      const { kid } = decodeProtectedHeader(String(token));
      const key = keys.find((each) => each.kid === kid);
      expect(key?.issuer.replace('{tenantid}', id)).toBe(payload.iss);
    }
  });

  test('are replaced for all organizations at once, and not for personal accounts', async () => {
    const first = async (authority: string) => (await keysOf(authority))[0]?.kid;
    const [before, own] = [await first(contoso), await first('consumers')];
    await tenant.keys('northwind').rotate();
    const after = await first(contoso);
    expect(after).not.toBe(before);
    for (const authority of [northwind, litware, 'common', 'organizations']) {
      expect(await first(authority)).toBe(after);
    }
    expect(await first('consumers')).toBe(own);
  });
});

test('instance discovery leads to the metadata of the shared name', async () => {
  for (const name of ['common', 'organizations', 'consumers']) {
    const query = new URLSearchParams({
      'api-version': '1.1',
      authorization_endpoint: `${tenant.origin}/${name}/oauth2/v2.0/authorize`,
    });
    const answer = await fetch(`${tenant.origin}/common/discovery/instance?${query}`);
    expect(await answer.json()).toMatchObject({
      tenant_discovery_endpoint: `${tenant.origin}/${name}/v2.0/.well-known/openid-configuration`,
    });
  }
});

test.each([
  ['tom@northwindtraders.onmicrosoft.com', 'Managed'],
  ['eli@litware.onmicrosoft.com', 'Managed'],
  ['robin.hale@personal.example', 'Unknown'],
  ['nobody@nowhere.example', 'Unknown'],
])('the user realm at /common of %s is %s', async (user, type) => {
  const answer = await fetch(`${tenant.origin}/common/userrealm/${user}?api-version=1.0`);
  expect(await answer.json()).toMatchObject({ account_type: type });
});
