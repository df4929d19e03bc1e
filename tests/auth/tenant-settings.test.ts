import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { liveDemo } from '../../src/auth/live-demo.ts';
import type { Setting } from '../../src/practice-tenant/directory/tenant-settings.ts';
import { readEnvironment } from '../../src/server/environment.ts';
import { HttpBrowser } from '../http-browser.ts';
import {
  type RunningTenant,
  runningTenant,
  siteOrigin,
} from '../practice-tenant/running-tenant.ts';
import { answer } from './runs/in-process-site.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterEach(async () => {
  await new HttpBrowser().post(`${tenant.frontOrigin}/desk/b2c/reset`, {});
});
afterAll(() => tenant.remove());

/** Whom the demo of a B2C tenant that is set up like this knows after the sign-in of a user. */
async function signedIn(settings: readonly Setting[], user: string) {
  for (const name of settings) await tenant.settings('b2c').set(name, true);
  const { frontOrigin, origin, customDomainOrigin, dataFolder } = tenant.options;
  const { demo: read } = readEnvironment({
    PRACTICE_TENANT_FRONT_ORIGIN: frontOrigin,
    PRACTICE_TENANT_ORIGIN: origin,
    PRACTICE_TENANT_CUSTOM_DOMAIN_ORIGIN: customDomainOrigin,
    DATA_FOLDER: dataFolder,
  });
  const demo = { ...read, sessionSecrets: ['a-secret-of-the-test-that-is-long-enough'] };
  const browser = new HttpBrowser({
    fetch: async (input, init) => {
      const request = new Request(input, init);
      return request.url.startsWith(siteOrigin) ? answer(request, demo) : fetch(request);
    },
  });
  const picker = await browser.post(`${siteOrigin}/auth/sign-in`, { demo: 'b2c' });
  await browser.press(picker, user);
  const cookies = {
    get: (name: string) => browser.cookie(siteOrigin, name),
    all: () => [],
    names: () => browser.cookieNames(siteOrigin),
    set: () => {},
  };
  return liveDemo({ demo }).tenants.get('b2c')?.relyingParty.user(cookies);
}

it.each<Setting[]>([
  ['sub-not-supported'],
  ['policy-in-acr'],
  ['policy-in-issuer'],
  ['no-object-id'],
])('the demo tells two users apart with %s', async (setting) => {
  const alex = await signedIn([setting], 'Alex Rivera');
  const sam = await signedIn([setting], 'Sam Okafor');
  expect(alex).toMatchObject({ name: 'Alex Rivera' });
  expect(sam).toMatchObject({ name: 'Sam Okafor' });
  expect(alex?.subject).not.toBe(sam?.subject);
  expect([alex?.subject, sam?.subject].join()).not.toMatch(/not supported/i);
});

it('the demo signs no one in by a token that could be of any user', async () => {
  expect(await signedIn(['sub-not-supported', 'no-object-id'], 'Alex Rivera')).toBeUndefined();
});
