import { once } from 'node:events';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isLoopback as isLoopbackOfSite } from '../../samples/web-app/server/loopback.ts';
import { customDomainFrontOf } from '../../src/practice-tenant/configuration/custom-domain-front.ts';
import { isLoopback } from '../../src/practice-tenant/configuration/loopback.ts';
import { tenants } from '../../src/practice-tenant/directory/tenants.ts';
import { practiceTenantConfiguration } from '../../src/practice-tenant/index.ts';
import { HttpBrowser } from '../http-browser.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

const webApp = '22222222-2222-4222-8222-222222222222';
const redirectUri = 'http://localhost:3000/auth/redirect';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

const portOf = (origin: string) => new URL(origin).port;

interface Metadata {
  issuer: string;
  authorization_endpoint: string;
  end_session_endpoint: string;
  token_endpoint: string;
}

async function metadataOf(type: string): Promise<Metadata> {
  const found = tenants.find((each) => each.type === type);
  const back = type === 'external-id-custom-domain' ? tenant.customDomainOrigin : tenant.origin;
  const flow = type === 'b2c' ? '/B2C_1_signupsignin' : '';
  const address = `${back}/${found?.domain}${flow}/v2.0/.well-known/openid-configuration`;
  return JSON.parse(await (await fetch(address)).text());
}

test.each([
  ['http://login.woodgrove.localhost:8400', true],
  ['http://localhost:8400', true],
  ['http://127.0.0.1:8400', true],
  ['http://[::1]:8400', true],
  ['http://evil-localhost:8400', false],
  ['http://localhost.evil.example', false],
  ['http://127.0.0.2.example', false],
])('only this machine reaches %s: %s', (origin, expected) => {
  expect(isLoopback(origin)).toBe(expected);
  expect(isLoopbackOfSite(origin)).toBe(expected);
});

describe('where browsers see the tenant with a custom domain', () => {
  test.each([
    ['http://127.0.0.1:8400', undefined, 'http://login.woodgrove.localhost:8400'],
    ['http://localhost:9400', undefined, 'http://login.woodgrove.localhost:9400'],
    ['http://127.0.0.1', undefined, 'http://login.woodgrove.localhost'],
    ['http://127.0.0.1:8400', 'http://127.0.0.1:8400', 'http://127.0.0.1:8400'],
    ['https://practice.example', undefined, 'https://practice.example'],
    ['https://localhost:9400', undefined, 'https://localhost:9400'],
  ])('beside %s, with the setting %s, is %s', (frontOrigin, customDomainFrontOrigin, expected) => {
    const setting = customDomainFrontOrigin && { customDomainFrontOrigin };
    expect(customDomainFrontOf({ frontOrigin, ...setting })).toBe(expected);
  });

  test('follows the setting', () => {
    const env = { PRACTICE_TENANT_CUSTOM_DOMAIN_FRONT_ORIGIN: 'http://127.0.0.1:8400' };
    const { customDomainFrontOrigin } = practiceTenantConfiguration(env);
    expect(customDomainFrontOrigin).toBe('http://127.0.0.1:8400');
  });
});

describe('the metadata', () => {
  test('of the custom domain names pages under that domain, and the back channel beside them', async () => {
    const found = await metadataOf('external-id-custom-domain');
    const front = `http://login.woodgrove.localhost:${portOf(tenant.frontOrigin)}`;
    expect(new URL(found.authorization_endpoint).origin).toBe(front);
    expect(new URL(found.end_session_endpoint).origin).toBe(front);
    expect(new URL(found.token_endpoint).origin).toBe(tenant.customDomainOrigin);
    expect(new URL(found.issuer).origin).toBe(tenant.customDomainOrigin);
  });

  test.each(['entra-id', 'external-id', 'b2c'])('of %s stays at 127.0.0.1', async (type) => {
    const found = await metadataOf(type);
    expect(new URL(found.authorization_endpoint).origin).toBe(tenant.frontOrigin);
    expect(new URL(found.end_session_endpoint).origin).toBe(tenant.frontOrigin);
  });
});

test('every page of a sign-in and sign-out is under the custom domain', async () => {
  const { authorization_endpoint: address, end_session_endpoint: end } = await metadataOf(
    'external-id-custom-domain',
  );
  const { origin } = new URL(address);
  const browser = new HttpBrowser({ stopAt: redirectUri });
  const query = new URLSearchParams({
    client_id: webApp,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid',
  });
  const picker = await browser.open(`${address}?${query}`);
  const back = await browser.press(picker, 'Sam Okafor');
  expect(new URL(back.url).searchParams.get('code')).toBeTruthy();
  const own = [...picker.visited, ...back.visited].filter((url) => !url.startsWith(redirectUri));
  expect([...new Set(own.map((url) => new URL(url).origin))]).toEqual([origin]);
  const out = new URLSearchParams({ post_logout_redirect_uri: 'http://localhost:3000/goodbye' });
  const gone = new HttpBrowser({ stopAt: 'http://localhost:3000' });
  expect((await gone.open(`${end}?${out}`)).url).toBe('http://localhost:3000/goodbye');
});

test('the default domain of that tenant still answers', async () => {
  const adatum = 'adatum.onmicrosoft.com';
  const query = `client_id=${webApp}&redirect_uri=${redirectUri}&response_type=code&scope=openid`;
  const page = await new HttpBrowser().open(
    `${tenant.frontOrigin}/${adatum}/oauth2/v2.0/authorize?${query}`,
  );
  expect(page.status).toBe(200);
  expect(new URL(page.url).origin).toBe(tenant.frontOrigin);
});

test.each(['evil.localhost', 'login.woodgrove.localhost.evil.example', 'woodgrove.localhost'])(
  'nothing answers under the name %s, which it was not given',
  async (name) => {
    const { port } = new URL(tenant.frontOrigin);
    const headers = { host: `${name}:${port}` };
    const sent = request({ host: '127.0.0.1', port, path: '/ca.pem', headers }).end();
    const [answer] = await once(sent, 'response');
    answer.resume();
    expect(answer.statusCode).toBe(421);
  },
);

test('is at the address of the other tenants too, which its metadata then names', async () => {
  const adatum = tenants.find(({ type }) => type === 'external-id-custom-domain')?.id;
  const address = `${tenant.origin}/${adatum}`;
  const metadata = await fetch(`${address}/v2.0/.well-known/openid-configuration`);
  expect(await metadata.json()).toMatchObject({
    issuer: `${address}/v2.0`,
    token_endpoint: `${address}/oauth2/v2.0/token`,
    authorization_endpoint: `${tenant.frontOrigin}/${adatum}/oauth2/v2.0/authorize`,
  });
});
