import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { SharedName } from '../../src/practice-tenant/directory/model.ts';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import {
  answerOf,
  askForTokens,
  contoso,
  northwind,
  personal,
  robin,
  sam,
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
beforeEach(() => tenant.reset());
afterAll(() => tenant.remove());

const goodbye = 'http://localhost:3000/goodbye';

/** A browser with sessions of two organizations and a personal account, and the ID token of each. */
async function threeSessions() {
  const browser = appBrowser();
  const select = { prompt: 'select_account' };
  const idTokens: string[] = [];
  for (const press of [tom, sam, robin]) {
    const page = await signInThrough(sharedAddress(tenant, 'common', select), press, browser);
    const tokens = await askForTokens(tenant, 'common', {
      grant_type: 'authorization_code',
      code: answerOf(page)['code'] ?? '',
      redirect_uri: redirectUri,
    });
    idTokens.push(String(tokens['id_token']));
  }
  const signOut = (name: SharedName, parameters: Record<string, string>) => {
    const query = new URLSearchParams({ post_logout_redirect_uri: goodbye, ...parameters });
    return browser.open(`${tenant.frontOrigin}/${name}/oauth2/v2.0/logout?${query}`);
  };
  /** The tenants that still have a session. */
  const left = async () => {
    const found: string[] = [];
    for (const id of [northwind, contoso, personal]) {
      const address = sharedAddress(tenant, 'common', { prompt: 'none' });
      const page = await browser.open(address.replace('/common/', `/${id}/`));
      if (answerOf(page)['code'] !== undefined) found.push(id);
    }
    return found;
  };
  expect(await left()).toEqual([northwind, contoso, personal]);
  const [ofTom = '', , ofRobin = ''] = idTokens;
  return { signOut, left, ofTom, ofRobin };
}

test('with an ID token ends the session of its tenant only', async () => {
  const { signOut, left, ofTom } = await threeSessions();
  const page = await signOut('common', { id_token_hint: ofTom, state: 's' });
  expect(page.url).toBe(`${goodbye}?state=s`);
  expect(await left()).toEqual([contoso, personal]);
});

test('with the name of a user ends the session of their tenant only', async () => {
  const { signOut, left } = await threeSessions();
  const page = await signOut('common', { logout_hint: 'robin.hale@personal.example' });
  expect(page.url).toBe(goodbye);
  expect(await left()).toEqual([northwind, contoso]);
});

test('without a hint ends every session that the shared name leads to, and no other', async () => {
  const { signOut, left } = await threeSessions();
  expect((await signOut('organizations', {})).url).toBe(goodbye);
  expect(await left()).toEqual([personal]);
  expect((await signOut('common', { client_id: clientIds.anyAccount })).url).toBe(goodbye);
  expect(await left()).toEqual([]);
  expect((await signOut('common', {})).url).toBe(goodbye);
});

test('a hint that nobody signed leads nowhere, and ends only the session of the tenant it names', async () => {
  const { signOut, left, ofRobin } = await threeSessions();
  const page = await signOut('common', { id_token_hint: `${ofRobin.slice(0, -8)}AAAAAAAA` });
  expect(page.text).toContain('not an ID token of this tenant');
  expect(await left()).toEqual([northwind, contoso]);
});

test('leads to no address that isn’t registered', async () => {
  const { signOut, left } = await threeSessions();
  const page = await signOut('common', { post_logout_redirect_uri: 'https://evil.example/' });
  expect(page.text).toContain('is not a registered redirect URI');
  expect(await left()).toEqual([]);
});

test('notifies the app once for each session, with the issuer of each tenant', async () => {
  const directory = tenant.directory('entra-id');
  const app = await directory.registration(clientIds.anyAccount);
  if (app === undefined) throw new Error('The app is not registered.');
  const frontChannelLogoutUri = 'http://localhost:3000/auth/front-channel-logout';
  await directory.saveRegistration({ ...app, frontChannelLogoutUri });
  const { signOut } = await threeSessions();
  const page = await signOut('common', {});
  const frames = [...page.text.matchAll(/<iframe src="([^"]+)"/g)].map(
    ([, address = '']) => new URL(address.replaceAll('&#38;', '&')).searchParams,
  );
  expect(frames.map((each) => each.get('iss'))).toEqual(
    [contoso, northwind, personal].map((id) => `${tenant.origin}/${id}/v2.0`),
  );
  expect(new Set(frames.map((each) => each.get('sid'))).size).toBe(3);
});
