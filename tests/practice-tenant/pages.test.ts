import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tenantKeys, tenantTypes } from '../../src/practice-tenant/directory/model.ts';
import { HttpBrowser } from '../http-browser.ts';
import { attempt, msalApp } from './msal-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

describe.each(tenantTypes)('the pages of %s', (type) => {
  test('say that they are practice, and whose', async () => {
    const { page } = await attempt(msalApp(tenant, type), { press: [] });
    expect(page.text).toContain('<strong>Practice tenant</strong>');
    expect(page.text).toContain(`data-tenant-type="${type}"`);
  });

  test('offer one button per person in a list named Accounts', async () => {
    const { page } = await attempt(msalApp(tenant, type), { press: [] });
    expect(page.text).toContain('aria-label="Accounts"');
    const labels = page.forms.flatMap(({ buttons }) => buttons.map(({ label }) => label));
    expect(labels.slice(0, 3)).toEqual([
      expect.stringMatching(/^Alex Rivera alex@/),
      expect.stringMatching(/^Sam Okafor sam@/),
      expect.stringMatching(/^Mira Lindqvist mira@/),
    ]);
    expect(labels).toContain('Use another account');
    expect(labels).toContain('Cancel');
  });
});

test('run no script and load nothing, and their policy says so', async () => {
  const { page } = await attempt(msalApp(tenant, 'b2c'), { press: [] });
  const policy = page.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('unsafe');
  expect(page.text).not.toContain('<script');
  const style = /<style>([\s\S]*)<\/style>/.exec(page.text)?.[1] ?? '';
  expect(policy).toContain(createHash('sha256').update(style).digest('base64'));
});

test('let a form lead back to the app that asked', async () => {
  const { page } = await attempt(msalApp(tenant, 'b2c'), { press: [] });
  const policy = page.headers.get('content-security-policy') ?? '';
  expect(policy).toMatch(/form-action 'self' http:\/\/localhost:3000/);
});

test('escape what people type', async () => {
  const name = '<img src=x onerror=alert(1)>';
  await tenant.directory('external-id').addUser({ username: 'x@y.z', email: 'x@y.z', name });
  const { page } = await attempt(msalApp(tenant, 'external-id'), { press: [] });
  expect(page.text).not.toContain('<img');
  expect(page.text).toContain('&#60;img');
});

test('say that a sign-in has expired when its cookie is gone', async () => {
  const { page } = await attempt(msalApp(tenant, 'entra-id'), { press: [] });
  const stranger = await new HttpBrowser().open(page.url);
  expect(stranger.status).toBe(400);
  expect(stranger.text).toContain('has expired');
});

test('start with one that lists the tenants, their addresses and registrations', async () => {
  const { text, status } = await new HttpBrowser().open(tenant.frontOrigin);
  expect(status).toBe(200);
  for (const key of tenantKeys) expect(text).toContain(`id="${key}"`);
  const discovery = [...text.matchAll(/<a href="(https:[^"]+)"/g)].map(([, address]) => address);
  expect(discovery).toHaveLength(tenantKeys.length);
  for (const address of discovery) expect((await fetch(address ?? '')).status).toBe(200);
});

test.each([
  ['contoso.onmicrosoft.com', 'entra-id', '0a0a0a0a'],
  ['woodgrove.onmicrosoft.com', 'external-id', '0b0b0b0b'],
  ['adatum.onmicrosoft.com', 'external-id-custom-domain', '0c0c0c0c'],
  ['fabrikam.onmicrosoft.com', 'b2c', '0d0d0d0d'],
])(
  'and the users of %s, with their password and the way to their page of the desk',
  async (domain, type, id) => {
    const browser = new HttpBrowser();
    const { text } = await browser.open(tenant.frontOrigin);
    const section = text.slice(text.indexOf(`<h2 id="${type}">`)).split('</section>')[0] ?? '';
    for (const name of ['alex', 'sam', 'mira']) expect(section).toContain(`${name}@${domain}`);
    expect(text).toContain('<code>practice</code>');
    const desk = `/desk/${type}/users/${id}-0000-4000-8000-000000000001`;
    expect(section).toContain(`<a href="${desk}">Alex Rivera</a>`);
    expect((await browser.open(tenant.frontOrigin + desk)).status).toBe(200);
  },
);
