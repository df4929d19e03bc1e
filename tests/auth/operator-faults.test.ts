import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { liveDemo } from '../../src/auth/live-demo.ts';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
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
afterAll(() => tenant.remove());

it('an operator’s tenant is asked for no fault, whatever the form and the cookies say', async () => {
  const { origin } = tenant.options;
  const wire = vi.spyOn(globalThis, 'fetch');
  const { demo: read } = readEnvironment({
    ENTRA_ID__CLIENT_ID: clientIds.liveDemo,
    ENTRA_ID__CLIENT_SECRET: 'practice~live-demo~not-a-real-secret',
    ENTRA_ID__AUTHORITY: `${origin}/0a0a0a0a-1111-4111-8111-111111111111`,
  });
  const demo = { ...read, sessionSecrets: ['a-secret-of-the-test-that-is-long-enough'] };
  expect(liveDemo({ demo }).tenants.get('entra-id')?.whose).toBe('operator');
  const browser = new HttpBrowser({
    stopAt: tenant.options.frontOrigin,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      return request.url.startsWith(siteOrigin) ? answer(request, demo) : fetch(request);
    },
  });
  await browser.post(`${siteOrigin}/auth/let-it-fail`, { demo: 'entra-id', fault: 'wrong-nonce' });
  expect(browser.cookieNames(siteOrigin)).toEqual([]);

  browser.setCookie(siteOrigin, 'lab.entra-id.fault=wrong-nonce; Path=/');
  const { url, visited } = await browser.post(`${siteOrigin}/auth/sign-in`, { demo: 'entra-id' });
  expect(url).toContain('/oauth2/v2.0/authorize?');
  expect(visited.join()).not.toMatch(/practice[_-]faults/i);
  const sent = wire.mock.calls.map(([input, init]) => new Request(input, init));
  expect(sent.map((request) => request.url)).toContainEqual(
    expect.stringMatching(/^https:.*\/openid-configuration$/),
  );
  for (const { headers } of sent) expect(headers.has('practice-faults')).toBe(false);
});
