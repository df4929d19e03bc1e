import type { Page, Request } from 'playwright/test';
import { base64urlOf } from '../../src/jwt/base64url.ts';
import { contoso } from '../../src/practice-tenant/directory/tenant-ids.ts';
import { samples } from '../../src/token-inspector/samples/samples.ts';
import { usualApp } from '../practice-tenant/plain-app.ts';
import { axeFindings } from './axe.ts';
import { reach } from './keyboard.ts';
import type { RunningSite } from './running-site.ts';
import { expect, test } from './site-test.ts';

const path = '/tokens/';
const field = (page: Page) => page.getByRole('textbox', { name: 'Token', exact: true });
const result = (page: Page) => page.locator('#token-result');
const title = (page: Page) => result(page).getByRole('heading', { level: 2 });
const verdict = (page: Page) => page.locator('.token-verdict');
const ofPractice = 'Check with the practice tenant’s keys';
const sampleNames = Object.values(samples).flatMap((group) => Object.keys(group));

async function insert(page: Page, sample: string): Promise<void> {
  await page.getByLabel('Sample', { exact: true }).selectOption(sample);
  await page.getByRole('button', { name: 'Insert sample' }).click();
  await expect(title(page)).toBeVisible();
}

/** A token that nobody signed. */
const tokenOf = (claims: object | string, header: object = { alg: 'RS256', kid: 'k' }): string =>
  `${base64urlOf(JSON.stringify(header))}.${base64urlOf(typeof claims === 'string' ? claims : JSON.stringify(claims))}.AQID`;

/** A token of the practice tenant, for an app without a user. */
async function practiceToken(page: Page, { ports }: RunningSite): Promise<string> {
  const context = await page.context().browser()?.newContext({ ignoreHTTPSErrors: true });
  if (context === undefined) throw new Error('There is no browser.');
  const address = `https://localhost:${ports.back}/${contoso}/oauth2/v2.0/token`;
  const scope = 'api://33333333-3333-4333-8333-333333333333/.default';
  const form = { ...usualApp, grant_type: 'client_credentials', scope };
  const response = await (await context.request.post(address, { form })).json();
  await context.close();
  return String(response.access_token);
}

test('the keyboard alone reads a token and checks its signature', async ({
  page,
  site,
  complaints,
}) => {
  await page.goto(path);
  await reach(page, field(page));
  await page.keyboard.insertText(`Bearer ${await practiceToken(page, site)}`);
  const status = page.locator('#token-status');
  await expect(status).toHaveText(
    'Access token from Microsoft Entra ID, version 2.0. Details below.',
  );
  await reach(page, page.getByRole('button', { name: 'Read token' }));
  await page.keyboard.press('Enter');
  await expect(title(page)).toBeFocused();
  await expect(result(page)).toContainText('the practice tenant: Contoso');
  await expect(result(page)).toContainText('“Bearer” isn’t part of the token');
  await reach(page, page.getByRole('button', { name: ofPractice }));
  await page.keyboard.press('Enter');
  await expect(verdict(page)).toContainText(
    'The signature is good: it was made with the practice tenant’s key for Microsoft Entra ID',
  );
  expect(complaints).toEqual([]);
});

test('a practice token is refused once a claim is changed', async ({ page, site }) => {
  await page.goto(path);
  const [header = '', , signature = ''] = (await practiceToken(page, site)).split('.');
  const claims = base64urlOf(
    JSON.stringify({ iss: `https://localhost:${site.ports.back}/${contoso}/v2.0` }),
  );
  await field(page).fill(`${header}.${claims}.${signature}`);
  await page.getByRole('button', { name: ofPractice }).click();
  await expect(verdict(page)).toContainText('The signature is wrong');
});

test('a token of another issuer isn’t good because one of the practice tenant’s keys signed it', async ({
  page,
  site,
}) => {
  await page.goto(path);
  const keys = await (await page.request.get('/tokens/practice-keys.json')).json();
  for (const tenant of keys.tenants) tenant.issuer = 'https://localhost:1/{tenantid}/v2.0';
  await page.route('**/tokens/practice-keys.json', (route) => route.fulfill({ json: keys }));
  await field(page).fill(await practiceToken(page, site));
  await page.getByRole('button', { name: ofPractice }).click();
  await expect(verdict(page)).toContainText('the key isn’t one of the issuer that the token names');
});

test('a sample is good with its own key, and wrong with another or after a change', async ({
  page,
}) => {
  await page.goto(path);
  await insert(page, 'entra-id');
  const check = page.getByRole('button', { name: 'Check with the sample’s key' });
  await check.click();
  await expect(verdict(page)).toContainText('The signature is good');
  const keys = page.getByLabel('The sample’s public key');
  await keys.fill(
    (await keys.inputValue()).replace(
      /"n": "(.)/,
      (_, first) => `"n": "${first === 'x' ? 'y' : 'x'}`,
    ),
  );
  await check.click();
  await expect(verdict(page)).toContainText('The signature is wrong');
  await insert(page, 'forged');
  await check.click();
  await expect(verdict(page)).toContainText('The signature is wrong');
});

test('it says why the practice tenant’s keys can’t be had', async ({ page, site }) => {
  await page.goto(path);
  await field(page).fill(await practiceToken(page, site));
  for (const [status, words] of [
    [404, 'This site runs without the practice tenant.'],
    [502, 'can’t be read right now'],
  ] as const) {
    await page.route('**/tokens/practice-keys.json', (route) => route.fulfill({ status }));
    await page.getByRole('button', { name: ofPractice }).click();
    await expect(verdict(page)).toContainText(words);
  }
});

test('nothing is sent, and nothing is stored', async ({ page, context, site, complaints }) => {
  await page.goto(path, { waitUntil: 'networkidle' });
  const sent: Request[] = [];
  page.on('request', (request) => sent.push(request));
  page.on('websocket', () => complaints.push('a web socket'));
  for (const name of sampleNames) await insert(page, name);
  const token = await practiceToken(page, site);
  await field(page).fill(token);
  await page
    .getByLabel('Client ID of your app or API')
    .fill('11111111-1111-4111-8111-111111111111');
  await page.getByLabel('How you use it').selectOption('check-at-api');
  await page.getByRole('button', { name: ofPractice }).click();
  await expect(verdict(page)).toContainText('The signature is good');
  await page.getByRole('button', { name: 'Read token' }).click();

  const odd = sent.filter((request) => {
    const { origin, pathname, search } = new URL(request.url());
    const isModule = /^\/_astro\/[\w.-]+\.js$/.test(pathname);
    const isKnown = isModule || pathname === '/tokens/practice-keys.json';
    return (
      origin !== site.origin ||
      search !== '' ||
      !isKnown ||
      request.method() !== 'GET' ||
      request.postData() !== null
    );
  });
  expect(odd.map((request) => `${request.method()} ${request.url()}`)).toEqual([]);
  expect(sent.length).toBeGreaterThan(1);
  for (const request of sent) {
    const headers = JSON.stringify(await request.allHeaders());
    for (const part of token.split('.')) expect(headers).not.toContain(part);
  }
  expect(page.url()).toBe(`${site.origin}${path}`);
  expect(await context.cookies()).toEqual([]);
  const stored = await page.evaluate(async () => [
    localStorage.length,
    sessionStorage.length,
    (await indexedDB.databases()).length,
    (await caches.keys()).length,
    history.state === null ? 0 : JSON.stringify(history.state).includes('eyJ'),
  ]);
  expect(stored.map(Number)).toEqual([0, 0, 0, 0, 0]);
  expect(complaints).toEqual([]);
});

test('the token is gone when the reader leaves and comes back', async ({ page }) => {
  await page.goto(path);
  await insert(page, 'entra-id');
  await page.goto('/errors/');
  await page.goBack();
  await expect(field(page)).toHaveValue('');
  await expect(result(page)).toBeEmpty();
  await insert(page, 'b2c');
  await page.reload();
  await expect(field(page)).toHaveValue('');
});

test('Clear removes everything, and goes to the field', async ({ page }) => {
  await page.goto(path);
  await insert(page, 'entra-id');
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(field(page)).toHaveValue('');
  await expect(field(page)).toBeFocused();
  await expect(result(page)).toBeEmpty();
  await expect(page.locator('#token-status')).toBeEmpty();
});

test('of a whole response, the reader chooses the token', async ({ page }) => {
  await page.goto(path);
  await insert(page, 'response');
  await expect(title(page)).toContainText('ID token');
  await expect(result(page)).toContainText('There’s also a refresh token');
  const access = page.getByRole('button', { name: 'access_token' });
  await access.focus();
  await page.keyboard.press('Enter');
  await expect(title(page)).toContainText('Access token');
  await expect(access).toBeFocused();
  await expect(access).toHaveAttribute('aria-pressed', 'true');
});

test('what the reader says about the token changes what it warns of', async ({ page }) => {
  await page.goto(path);
  await insert(page, 'api');
  const warning = page.getByText('This is an access token: it doesn’t tell your app who signed in');
  await expect(warning).toBeHidden();
  await page.getByLabel('How you use it').selectOption('sign-in');
  await expect(warning).toBeVisible();
  await insert(page, 'entra-id');
  await expect(page.getByText('It isn’t for your app')).toBeHidden();
  await page
    .getByLabel('Client ID of your app or API')
    .fill('11111111-1111-4111-8111-111111111111');
  await expect(page.getByText('It isn’t for your app')).toBeVisible();
});

test('markup in a token stays text', async ({ page, complaints }) => {
  page.on('dialog', () => complaints.push('a dialog'));
  await page.goto(path);
  const markup = '<img src=x onerror=alert(1)><script>alert(1)</script>';
  await field(page).fill(
    tokenOf(
      { [markup]: markup, name: markup, iss: markup, aud: markup, sub: { [markup]: markup } },
      { alg: 'RS256', kid: markup },
    ),
  );
  await expect(result(page)).toContainText(markup);
  await expect(result(page).locator('img, script')).toHaveCount(0);
  await field(page).fill(`${base64urlOf(`{${markup}`)}.e30.AQID`);
  await expect(title(page)).toHaveText('The header isn’t a JSON object');
  await expect(result(page)).toContainText(markup);
  expect(complaints).toEqual([]);
});

const elements = (page: Page) => page.evaluate('document.querySelectorAll("*").length');

test('a thousand claims come fifty at a time', async ({ page }) => {
  await page.goto(path);
  await insert(page, 'thousand');
  const rows = page.getByRole('table', { name: 'Claims' }).locator('tbody tr');
  await expect(rows).toHaveCount(50);
  const more = page.getByRole('button', { name: /^Show 50 more \(\d+ left\)$/ });
  await more.focus();
  await page.keyboard.press('Enter');
  await expect(rows).toHaveCount(100);
  await expect(rows.nth(50).getByRole('rowheader')).toBeFocused();
});

test.describe('a megabyte', () => {
  const long = 'x'.repeat(740_000);
  const deep = '['.repeat(370_000) + ']'.repeat(370_000);
  const many = Object.fromEntries(
    Array.from({ length: 40_000 }, (_, index) => [`claim${index}`, index]),
  );
  for (const [what, text] of [
    ['in one claim', tokenOf({ name: long, aud: long, iss: long.slice(0, 1000) })],
    ['of nested arrays', tokenOf(`{"a":${deep}}`)],
    ['of claims', tokenOf(many)],
    ['of one letter', 'e'.repeat(1_000_000)],
    ['of dots', `ey${'.'.repeat(1_000_000)}`],
  ] as const)
    test(`${what} leaves the page small`, async ({ page, complaints }) => {
      await page.goto(path);
      const before = Number(await elements(page));
      await field(page).fill(text);
      await expect(title(page)).toBeVisible();
      expect(Number(await elements(page))).toBeLessThan(before + 800);
      expect((await result(page).innerText()).length).toBeLessThan(20_000);
      await page.getByRole('button', { name: 'Clear' }).click();
      await expect(result(page)).toBeEmpty();
      expect(complaints).toEqual([]);
    });
});

test('a field that could keep or send a token has no name and no memory', async ({ page }) => {
  await page.goto(path);
  await insert(page, 'entra-id');
  const fields = page.locator('.token-form :is(input, textarea, select), .token-result textarea');
  for (const each of await fields.all()) {
    await expect(each).toHaveAttribute('autocomplete', 'off');
    expect(await each.getAttribute('name')).toBeNull();
  }
  for (const each of await page.locator('main textarea').all())
    await expect(each).toHaveAttribute('spellcheck', 'false');
});

test('without JavaScript, the page says that it needs it, and why', async ({ browser, site }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: site.origin });
  const page = await context.newPage();
  await page.goto(path);
  await expect(page.getByText('This page needs JavaScript.')).toBeVisible();
  await expect(page.getByText('they’d have to be sent to a server')).toBeVisible();
  await expect(field(page)).toBeHidden();
  await context.close();
});

test('the trace of the demo leads to it', async ({ page }) => {
  await page.goto('/demo/entra-id/');
  await page.getByRole('button', { name: 'Sign in', exact: true }).first().click();
  await page.getByRole('button', { name: /Alex Rivera/ }).click();
  const link = page.getByRole('link', { name: 'Open the token inspector', includeHidden: true });
  await expect(link.first()).toHaveAttribute('href', path);
});

for (const colorScheme of ['light', 'dark'] as const)
  for (const width of [390, 1440])
    test(`axe finds nothing in ${colorScheme} at ${width} px`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await page.goto(path);
      expect(await axeFindings(page)).toEqual([]);
      for (const name of ['entra-id', 'response', 'twice', 'thousand', 'encrypted']) {
        await insert(page, name);
        if (name === 'twice') {
          await page.getByRole('button', { name: 'Check with the sample’s key' }).click();
          await expect(verdict(page)).not.toBeEmpty();
        }
        expect(await axeFindings(page)).toEqual([]);
        const sideways = 'document.documentElement.scrollWidth > innerWidth';
        expect(await page.evaluate(sideways), name).toBe(false);
      }
    });
