import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HttpBrowser, type Page } from '../http-browser.ts';
import { appBrowser, authorityFor, redirectUri } from './msal-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

/** What /reference/practice-tenant-in-tests/ tells programs to post to the pages of a sign-in. */

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

const clientId = '22222222-2222-4222-8222-222222222222';
const sam = { username: 'sam@contoso.onmicrosoft.com', password: 'practice' };

interface Endpoints {
  authorization_endpoint: string;
  device_authorization_endpoint: string;
}

const endpoints = async (authority = authorityFor(tenant, 'entra-id')): Promise<Endpoints> =>
  (await fetch(`${authority}/v2.0/.well-known/openid-configuration`)).json();

async function begin(browser: HttpBrowser, changes: Record<string, string> = {}): Promise<Page> {
  const { authorization_endpoint } = await endpoints();
  const query = new URLSearchParams({
    client_id: clientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'openid',
    ...changes,
  });
  return browser.open(`${authorization_endpoint}?${query}`);
}

const parameter = (page: Page, name: string) => new URL(page.url).searchParams.get(name);

describe('the forms of a sign-in, posted to the address of the page', () => {
  test('do=password signs a user in by username and password', async () => {
    const browser = appBrowser();
    const page = await begin(browser);
    const back = await browser.post(page.url, { do: 'password', ...sam });
    expect(parameter(back, 'code')).toEqual(expect.any(String));
  });

  test('do=pick signs a user in by object ID, without a password', async () => {
    const users = await tenant.directory('entra-id').users();
    const account = users.find(({ name }) => name === 'Sam Okafor')?.objectId ?? '';
    const browser = appBrowser();
    const page = await begin(browser);
    const back = await browser.post(page.url, { do: 'pick', account });
    expect(parameter(back, 'code')).toEqual(expect.any(String));
  });

  test.each([
    ['accept', 'code', expect.any(String)],
    ['decline', 'error', 'access_denied'],
  ])('do=%s completes the consent page', async (action, name, value) => {
    const browser = appBrowser();
    const page = await begin(browser, { prompt: 'consent' });
    const consent = await browser.post(page.url, { do: 'password', ...sam });
    const back = await browser.post(consent.url, { do: action });
    expect(parameter(back, name)).toEqual(value);
  });

  test('do=approve takes the place of the second factor', async () => {
    const claims = JSON.stringify({ access_token: { acrs: { essential: true, value: 'c1' } } });
    const browser = appBrowser();
    const page = await begin(browser, { claims });
    const factor = await browser.post(page.url, { do: 'password', ...sam });
    const back = await browser.post(factor.url, { do: 'approve' });
    expect(parameter(back, 'code')).toEqual(expect.any(String));
  });

  test('do=cancel goes back to the app with an error', async () => {
    const browser = appBrowser();
    const page = await begin(browser);
    const back = await browser.post(page.url, { do: 'cancel' });
    expect(parameter(back, 'error')).toBe('access_denied');
  });
});

test('a device’s code is confirmed with the hidden fields of each form, then comes the sign-in', async () => {
  const { device_authorization_endpoint } = await endpoints();
  const body = new URLSearchParams({ client_id: clientId, scope: 'openid' });
  const begun = await fetch(device_authorization_endpoint, { method: 'POST', body });
  const { user_code, verification_uri } = await begun.json();
  const browser = new HttpBrowser();
  const enter = await browser.open(verification_uri);
  const hidden = ({ forms }: Page) =>
    Object.fromEntries((forms[0]?.fields ?? []).map(({ name, value }) => [name, value]));
  const confirm = await browser.post(enter.url, { ...hidden(enter), user_code });
  const pick = await browser.post(confirm.url, { ...hidden(confirm), confirm: 'yes' });
  const end = await browser.post(pick.url, { do: 'password', ...sam });
  expect(end.text).toContain('You are signed in to');
});

test('with 127.0.0.1 in place of localhost, the custom domain’s pages are at the same address', async () => {
  const authority = authorityFor(tenant, 'external-id-custom-domain').replace(
    '//localhost:',
    '//127.0.0.1:',
  );
  const { authorization_endpoint } = await endpoints(authority.replace(/\/v2\.0$/, ''));
  expect(new URL(authorization_endpoint).host).toBe(new URL(authority).host);
});
