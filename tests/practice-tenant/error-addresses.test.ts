import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tenantTypes } from '../../src/practice-tenant/directory/model.ts';
import { errorCatalogue } from '../../src/practice-tenant/errors/catalogue.ts';
import { HttpBrowser } from '../http-browser.ts';
import { appBrowser, authorityFor, redirectUri } from './msal-app.ts';
import { ask, signIn, usualApp } from './plain-app.ts';
import { type RunningTenant, runningTenant, siteOrigin } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

const withoutB2c = tenantTypes.filter((type) => type !== 'b2c');
const open = (path: string) => new HttpBrowser().open(tenant.frontOrigin + path);

describe.each(withoutB2c)('an error of %s', (type) => {
  test('has the address of a page that explains it', async () => {
    const wrong = { grant_type: 'client_credentials', client_secret: 'wrong' };
    const { answer } = await ask(tenant, type, wrong);
    const { origin, pathname, search } = new URL(String(answer['error_uri']));
    const pages =
      type === 'external-id-custom-domain' ? tenant.customDomainFrontOrigin : tenant.frontOrigin;
    expect(origin).toBe(pages);
    const page = await open(pathname + search);
    expect(page.status).toBe(200);
    expect(page.text).toContain('<h2>AADSTS7000215</h2>');
    expect(page.text).toContain('<code>invalid_client</code>');
    expect(page.text).toContain(`href="${siteOrigin}/errors/AADSTS7000215/"`);
  });

  test.each(['query', 'fragment', 'form_post'] as const)(
    'has it in a response with %s',
    async (mode) => {
      const base = authorityFor(tenant, type).replace(/\/v2\.0$/, '');
      const query = new URLSearchParams({
        client_id: usualApp.client_id,
        redirect_uri: redirectUri,
        response_type: 'code',
        response_mode: mode,
        scope: 'openid',
        prompt: 'none',
        state: 'kept',
      });
      const browser = appBrowser();
      const { url, posted = {} } = await browser.open(`${base}/oauth2/v2.0/authorize?${query}`);
      const { searchParams, hash } = new URL(url);
      const sent = {
        query: Object.fromEntries(searchParams),
        fragment: Object.fromEntries(new URLSearchParams(hash.slice(1))),
        form_post: posted,
      };
      expect(sent[mode]).toEqual({
        error: 'login_required',
        error_description: expect.stringMatching(/^AADSTS50058: /),
        error_uri: expect.stringMatching(/\/error\?code=50058$/),
        state: 'kept',
      });
    },
  );
});

test('an error of B2C has no address, at either endpoint', async () => {
  const wrong = { grant_type: 'client_credentials', client_secret: 'wrong' };
  const { answer } = await ask(tenant, 'b2c', wrong);
  expect(answer).toHaveProperty('error');
  expect(answer).not.toHaveProperty('error_uri');
  const silent = await signIn(tenant, 'b2c', { scope: 'openid', query: { prompt: 'none' } });
  expect(silent).toHaveProperty('error');
  expect(silent).not.toHaveProperty('error_uri');
});

test('the page takes a code as a number or in full, and finds those of B2C', async () => {
  for (const code of ['50011', 'AADSTS50011', ' aadsts50011 '])
    expect((await open(`/error?code=${encodeURIComponent(code)}`)).text).toContain(
      '<h2>AADSTS50011</h2>',
    );
  expect((await open('/error?code=AADB2C90118')).text).toContain('<h2>AADB2C90118</h2>');
});

test('without a code, the page lists them all, each with a link', async () => {
  const { text, status } = await open('/error');
  expect(status).toBe(200);
  expect(text).toContain('<p class="up"><a href="/">');
  for (const code of Object.keys(errorCatalogue))
    expect(text).toContain(`<a href="/error?code=${code}">${code}</a>`);
});

test('what isn’t a code here is not found, and shown as text', async () => {
  const { text, status } = await open(`/error?code=${encodeURIComponent('<b>1</b>')}`);
  expect(status).toBe(404);
  expect(text).not.toContain('<b>1</b>');
  expect(text).toContain('doesn’t return the code &#60;b&#62;1&#60;/b&#62;');
  expect(text).toContain(`href="${siteOrigin}/errors/"`);
});
