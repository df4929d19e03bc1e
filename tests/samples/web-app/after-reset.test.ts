import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tenantTypes } from '../../../src/practice-tenant/directory/model.ts';
import { HttpBrowser } from '../../http-browser.ts';
import { type RunningTenant, runningTenant } from '../../practice-tenant/running-tenant.ts';
import { practiceVariables, runningWebApp } from './running-web-app.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

describe.each(tenantTypes)('with %s', (type) => {
  test('a user whose tokens a reset took back signs in again and calls the API', async () => {
    const { frontOrigin: front, origin: back, customDomainOrigin: custom } = tenant.options;
    const app = await runningWebApp(practiceVariables(type, { front, back, custom }));
    try {
      const browser = new HttpBrowser();
      const signIn = await browser.press(await browser.open(app.origin), 'Sign in');
      await browser.press(signIn, 'Sam Okafor');
      await browser.post(`${tenant.frontOrigin}/desk/${type}/reset`, {});
      // Its first call needs another access token than the sign-in gave, and so the refresh token.
      const asked = await browser.open(`${app.origin}/call-api`);
      expect(asked.status).toBe(401);
      const picker = await browser.press(asked, 'Sign in');
      const back = await browser.press(picker, 'Sam Okafor');
      expect(back.url).toBe(`${app.origin}/call-api`);
      expect(back.text).toContain('It returned status 200');
    } finally {
      await app.stop();
    }
  });
});
