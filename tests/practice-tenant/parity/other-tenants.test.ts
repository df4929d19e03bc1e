import { decodeJwt } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { clientIds } from '../../../src/practice-tenant/directory/seeded-registrations.ts';
import {
  answerOf,
  anyAccountSecret,
  askForTokens,
  contoso,
  personal,
  robin,
  sharedAddress,
  signInThrough,
} from '../any-account-app.ts';
import { appBrowser, redirectUri } from '../msal-app.ts';
import { type RunningTenant, runningTenant } from '../running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
beforeEach(() => tenant.reset());
afterAll(() => tenant.remove());

const tokensAt = async (name: 'common' | 'organizations', press: readonly string[]) => {
  const page = await signInThrough(sharedAddress(tenant, name), press);
  const grant = { grant_type: 'authorization_code', redirect_uri: redirectUri };
  return askForTokens(tenant, name, { ...grant, code: answerOf(page)['code'] ?? '' });
};
const tokenOf = (tokens: Record<string, unknown>) => String(tokens['access_token']);

/** Rows about several tenants on the page /reference/parity/ that no other test shows. */
describe('the parity page is right that', () => {
  test('a guest can be selected at a shared authority, and is a guest in the tokens', async () => {
    const press = ['Contoso', 'Noor Haddad (guest)', 'Accept'];
    const { id_token: token } = await tokensAt('organizations', press);
    expect(decodeJwt(String(token))).toMatchObject({
      tid: contoso,
      idp: expect.stringContaining('https://sts.windows.net/'),
    });
  });

  test('a refresh token of a guest’s own tenant is AADSTS50020 at the inviting one', async () => {
    const press = ['Litware', 'Noor Haddad', 'Accept'];
    const { refresh_token: token } = await tokensAt('common', press);
    const renewal = { grant_type: 'refresh_token', refresh_token: String(token) };
    expect(await askForTokens(tenant, contoso, renewal)).toMatchObject({ error_codes: [50020] });
  });

  test('a token for Graph of a personal account is a JWT', async () => {
    const tokens = await tokensAt('common', robin);
    expect(decodeJwt(tokenOf(tokens))).toMatchObject({ tid: personal, ver: '1.0' });
  });

  test('the user info of a personal account has the members of a work account’s', async () => {
    const membersFor = async (press: readonly string[]) => {
      const authorization = `Bearer ${tokenOf(await tokensAt('common', press))}`;
      const headers = { authorization };
      const answer = await fetch(`${tenant.origin}/graph/oidc/userinfo`, { headers });
      return Object.keys(await answer.json());
    };
    const members = await membersFor(robin);
    expect(members).toContain('name');
    expect(members).toEqual(await membersFor(['Contoso', 'Mira Lindqvist', 'Accept']));
  });

  test.each(['adminconsent', 'v2.0/adminconsent'])(
    'personal accounts have no administrator who consents at /%s',
    async (path) => {
      const query = new URLSearchParams({
        client_id: clientIds.anyAccount,
        redirect_uri: redirectUri,
        scope: 'User.Read',
      });
      const page = await appBrowser().open(`${tenant.frontOrigin}/${personal}/${path}?${query}`);
      expect(page.text).toContain('AADSTS9002313');
    },
  );

  test('nobody can create a personal account', async () => {
    const page = await appBrowser().open(sharedAddress(tenant, 'consumers', { prompt: 'create' }));
    expect(page.text).toContain('Robin Hale');
    expect(page.text).not.toContain('Sign up');
  });

  test.each(['common', 'organizations'])(
    'a device code at /%s leads to the app’s own organization',
    async (name) => {
      const body = new URLSearchParams({
        client_id: clientIds.anyAccount,
        client_secret: anyAccountSecret,
        scope: 'openid',
      });
      const address = `${tenant.origin}/${name}/oauth2/v2.0/devicecode`;
      const answer = await (await fetch(address, { method: 'POST', body })).json();
      expect(answer.verification_uri).toBe(
        `${tenant.frontOrigin}/${contoso}/oauth2/v2.0/deviceauth`,
      );
    },
  );
});
