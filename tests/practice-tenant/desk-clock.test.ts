import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { clockDifference } from '../../src/practice-tenant/pages/desk-clock.ts';
import { HttpBrowser } from '../http-browser.ts';
import { attempt, msalApp } from './msal-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterEach(() => tenant.clock.move(0));
afterAll(() => tenant.remove());

const alex = '0a0a0a0a-0000-4000-8000-000000000001';
const pages = [
  '',
  '/entra-id',
  '/entra-id/new-registration',
  `/entra-id/registrations/${clientIds.webApp}`,
  '/entra-id/registrations/none',
  '/entra-id/new-user',
  `/entra-id/users/${alex}`,
];
const address = (path: string) => `${tenant.frontOrigin}/desk${path}`;
const browser = new HttpBrowser();
const button = 'Return to this machine’s time';

test.each(pages)(
  '/desk%s tells how far the clock was moved, and returns to the machine’s time',
  async (path) => {
    expect((await browser.open(address(path))).text).not.toContain('The clock was moved');
    await tenant.clock.move(91 * 86_400 + 7_200);
    const moved = await browser.open(address(path));
    expect(moved.text).toContain('91 days and 2 hours ahead of this machine’s');
    const shown = new Date(tenant.clock.now()).toISOString().slice(0, 10);
    expect(moved.text).toContain(`<time>${shown} `);
    const back = await browser.press(moved, button);
    expect(back.url).toBe(address(path));
    expect(back.text).not.toContain('The clock was moved');
    expect(tenant.clock.offset()).toBe(0);
  },
);

test('another site can’t move the clock', async () => {
  await tenant.clock.move(3_600);
  const fields = { do: 'return-to-machine-time' };
  const refused = await browser.post(address(''), fields, 'https://evil.example/');
  expect(refused.text).toContain('AADSTS9002313');
  expect(tenant.clock.offset()).toBe(3_600);
});

test('the sign-in log tells how far it was moved at each entry', async () => {
  const entries = async () => {
    const { text } = await browser.open(address('/entra-id'));
    return [...text.matchAll(/<td data-label="Time">(.*?)<\/td>/g)].map(([, time]) => time ?? '');
  };
  const wrong = { redirectUri: 'http://localhost:3000/wrong', press: [] };
  await attempt(msalApp(tenant, 'entra-id'), wrong);
  await tenant.clock.move(-86_400);
  await attempt(msalApp(tenant, 'entra-id'), wrong);
  await tenant.clock.move(0);
  const [newest, oldest] = await entries();
  expect(newest).toContain('<small>Clock 1 day behind this machine’s</small>');
  expect(oldest).not.toContain('Clock');
});

test('a secret of the list has expired by the moved clock', async () => {
  const page = `/entra-id/registrations/${clientIds.webApp}`;
  expect((await browser.open(address(page))).text).not.toContain('2099-12-31 (expired)');
  await tenant.clock.move(90 * 366 * 86_400);
  expect((await browser.open(address(page))).text).toContain('2099-12-31 (expired)');
});

test.each([
  [1, '1 second ahead of'],
  [3_600, '1 hour ahead of'],
  [-90, '1 minute and 30 seconds behind'],
  [2 * 86_400 + 60, '2 days and 1 minute ahead of'],
  [86_400 + 3_600 + 60, '1 day and 1 hour ahead of'],
])('%i seconds are told as %s', (seconds, text) => {
  expect(clockDifference(seconds)).toBe(text);
});
