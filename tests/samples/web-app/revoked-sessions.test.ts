import { afterAll, beforeAll, expect, test } from 'vitest';
import { HttpBrowser } from '../../http-browser.ts';
import { type RunningTenant, runningTenant } from '../../practice-tenant/running-tenant.ts';
import { practiceVariables, type RunningWebApp, runningWebApp } from './running-web-app.ts';

let tenant: RunningTenant;
let app: RunningWebApp;
beforeAll(async () => {
  tenant = await runningTenant();
  const { frontOrigin: front, origin: back, customDomainOrigin: custom } = tenant.options;
  app = await runningWebApp(practiceVariables('entra-id', { front, back, custom }));
});
afterAll(async () => {
  await app?.stop();
  await tenant?.remove();
});

test('a user whose sessions were revoked signs in again when the API asks for it', async () => {
  const browser = new HttpBrowser();
  await browser.press(await browser.press(await browser.open(app.origin), 'Sign in'), 'Sam Okafor');
  const address = `${app.origin}/call-api`;
  expect((await browser.open(address)).text).toContain('It returned status 200');
  const users = await tenant.directory('entra-id').users();
  const sam = users.find(({ name }) => name === 'Sam Okafor');
  await tenant.revocations('entra-id').revoke(sam?.objectId ?? '');

  const asked = await browser.open(address);
  expect(asked.status).toBe(401);
  const picker = await browser.press(asked, 'Sign in');
  expect(picker.text).toContain('Pick an account');
  const claims = picker.visited.map((url) => new URL(url).searchParams.get('claims')).find(Boolean);
  expect(JSON.parse(claims ?? '')).toMatchObject({
    access_token: { nbf: { essential: true }, xms_cc: { values: ['cp1'] } },
  });
  const back = await browser.press(picker, 'Sam Okafor');
  expect(back.url).toBe(address);
  expect(back.text).toContain('It returned status 200');
});
