import type { Page } from 'playwright/test';
import { pains } from '../prose/pains.ts';
import { troubles } from '../prose/troubles.ts';
import { learnerQueries } from '../search/learner-queries.ts';
import { axeFindings } from './axe.ts';
import { expect, test } from './site-test.ts';

const beforeTyping = 'Good places to start';

/** Results that a reader sees without scrolling. */
const first = 3;

async function found(page: Page, query: string): Promise<string[]> {
  const box = page.getByRole('searchbox', { name: 'Search this site' });
  if (!(await box.isVisible())) await page.getByRole('button', { name: /^Search/ }).click();
  const status = page.locator('.search-status');
  await box.fill('');
  await expect(status).toHaveText(beforeTyping);
  await box.fill(query);
  await expect(status).not.toHaveText(beforeTyping);
  const links = await page
    .locator('.search-results > li > a')
    .evaluateAll((all) =>
      all.map((link) => (link instanceof HTMLAnchorElement ? link.pathname : '')),
    );
  return links.slice(0, first);
}

/** tutorials/sign-in is a page of every track. */
const isPage = (name: string) => (path: string) =>
  name.startsWith('tutorials/')
    ? path.startsWith('/tutorials/') && path.endsWith(`/${name.slice('tutorials/'.length)}/`)
    : path === `/${name.replace(/^docs\//, '')}/`;

test('a result that is a step says whose track it is', async ({ page }) => {
  await page.goto('/');
  await found(page, 'Grant admin consent');
  const step = page.getByRole('listitem').filter({ hasText: 'Register the app · ' });
  await expect(step).toHaveCount(1);
  const tracks = ['Entra ID', 'External ID', 'External ID, custom domain', 'Azure AD B2C'];
  const links = await step.getByRole('link').allInnerTexts();
  const shown = links.map((text) =>
    text.split('\n')[0]?.replace(/^Register the app · | ›.*$/g, ''),
  );
  expect(shown.toSorted()).toEqual(tracks.toSorted());
});

test('a step of the track that the query names comes before the others', async ({ page }) => {
  await page.goto('/');
  for (const [query, track] of Object.entries({
    'social account b2c': 'b2c',
    'password reset external id': 'external-id',
    'custom domain front door': 'external-id-custom-domain',
  })) {
    const results = await found(page, query);
    expect(results, query).toContain(`/tutorials/${track}/prepare-tenant/`);
  }
});

test('an error number is found first, with its prefix and without', async ({ page }) => {
  await page.goto('/');
  const codes = [
    'AADSTS50011',
    'AADSTS7000215',
    'AADSTS700016',
    'AADSTS65001',
    'AADSTS50194',
    'AADSTS500208',
    'AADSTS9002325',
    'AADSTS50020',
    'AADB2C90118',
    'AADB2C90205',
  ];
  for (const code of codes) {
    for (const query of [code, code.replace(/^AAD(?:STS|B2C)/, '')]) {
      expect((await found(page, query))[0], query).toBe(`/errors/${code}/`);
    }
  }
});

async function missedOf(
  page: Page,
  asked: readonly (readonly [query: string, ...pages: string[]])[],
): Promise<string[]> {
  await page.goto('/');
  const missed: string[] = [];
  for (const [query, ...pages] of asked) {
    const results = await found(page, query);
    if (!pages.some((name) => results.some(isPage(name)))) {
      missed.push(`${query}: ${results.join(' ')}`);
    }
  }
  return missed;
}

test('a reader finds where a known pain is solved', async ({ page }) => {
  const asked = pains.map(({ trouble, answered }) => [trouble, ...answered] as const);
  expect(await missedOf(page, asked)).toEqual([]);
});

/** So many that a slow machine gets through them in the time of a test. */
const atOnce = 40;

for (let start = 0; start < troubles.length; start += atOnce) {
  const asked = troubles.slice(start, start + atOnce);
  test(`a reader in trouble finds help in their own words, from “${asked[0]?.[0]}” on`, async ({
    page,
  }) => {
    expect(await missedOf(page, asked)).toEqual([]);
  });
}

for (let start = 0; start < learnerQueries.length; start += atOnce) {
  const asked = learnerQueries.slice(start, start + atOnce);
  test(`a learner finds the page in their own words, from “${asked[0]?.[0]}” on`, async ({
    page,
  }) => {
    expect(await missedOf(page, asked)).toEqual([]);
  });
}

test('before anything is typed, the search offers places to start', async ({ page }) => {
  await page.goto('/how-it-works/tokens/');
  await page.getByRole('button', { name: /^Search/ }).click();
  const items = page.locator('.search-results > li');
  await expect(items.filter({ hasText: 'Which tenant type is mine?' })).toContainText('Guide');
  await items.filter({ hasText: 'Glossary' }).getByRole('link').click();
  await expect(page).toHaveURL(/\/reference\/glossary\/$/);
});

test('a mistyped query shows the results of what was meant, and which words those are', async ({
  page,
}) => {
  await page.goto('/');
  const meant = await found(page, 'refresh token');
  const results = await found(page, 'refesh tokn');
  await expect(page.locator('.search-status')).toContainText('Showing results for “refresh token”');
  expect(results).toEqual(meant);
});

test('the words of the site are fetched only for a word that no page has', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto('/');
  await found(page, 'refresh token');
  expect(asked).not.toContain('/search/vocabulary.txt');
  await found(page, 'refesh tokn');
  await found(page, 'acess');
  expect(asked.filter((path) => path === '/search/vocabulary.txt')).toHaveLength(1);
});

test('when nothing is found, the search suggests what to try', async ({ page }) => {
  await page.goto('/');
  const results = await found(page, 'zzqqkkxx');
  await expect(page.locator('.search-status')).toContainText('No results for “zzqqkkxx”. Try');
  expect(results).toEqual(['/errors/', '/reference/glossary/', '/choose/']);
  // None of them is what was looked for.
  await page.locator('#search-query').press('Enter');
  await expect(page.locator('#search-dialog')).toHaveJSProperty('open', true);
});

test('the live demo is found, although its pages are made on demand', async ({ page }) => {
  await page.goto('/');
  expect((await found(page, 'demo'))[0]).toBe('/demo/');
});

test('a step leads to the track that the reader is in', async ({ page }) => {
  await page.goto('/tutorials/external-id/overview/');
  expect((await found(page, 'protect pages'))[0]).toBe('/tutorials/external-id/protect-pages/');
  await page.goto('/how-it-works/tokens/');
  expect((await found(page, 'protect pages'))[0]).toBe('/tutorials/entra-id/protect-pages/');
});

test('a slash opens the search, except in a field, and Escape closes it', async ({ page }) => {
  await page.goto('/errors/');
  const box = page.getByRole('searchbox', { name: 'Search this site' });
  await page.keyboard.press('/');
  await expect(box).toBeFocused();
  await page.keyboard.type('a/b');
  await expect(box).toHaveValue('a/b');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(box).toBeHidden();
  const field = page
    .getByRole('main')
    .getByRole('textbox')
    .or(page.getByRole('main').getByRole('searchbox'))
    .first();
  await field.fill('a');
  await field.press('/');
  await expect(field).toHaveValue('a/');
  await expect(box).toBeHidden();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the open search is accessible and fits the window in ${colorScheme} mode`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    for (const width of [320, 1440]) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto('/');
      for (const query of ['', 'refesh tokn', 'sign out', 'zzqqkkxx']) {
        await found(page, query || 'token');
        if (!query) await page.getByRole('searchbox', { name: 'Search this site' }).fill('');
        expect(await axeFindings(page), query).toEqual([]);
        const dialog = page.locator('#search-dialog');
        expect(await dialog.evaluate((box) => box.scrollWidth - box.clientWidth), query).toBe(0);
      }
    }
  });
}

test('words of the labels and of the errors that a reader sees lead to the page', async ({
  page,
}) => {
  const asked = [
    ['cookie too large', 'docs/how-it-works/sessions'],
    ['signed in again without password', 'tutorials/sign-out'],
    ['redirect uri does not match', 'errors/AADSTS50011'],
    ['SPA instead of Web', 'tutorials/register-app'],
  ] as const;
  expect(await missedOf(page, asked)).toEqual([]);
});

test('variables and labels of buttons lead to where they are explained', async ({ page }) => {
  await page.goto('/');
  const places = {
    CLIENT_ID: 'tutorials/configure',
    CLIENT_SECRET: 'tutorials/configure',
    OIDC_AUTHORITY: 'docs/reference/configuration',
    B2C_TENANT_NAME: 'docs/reference/configuration',
    REDIRECT_URI: 'docs/reference/configuration',
    SESSION_SECRET: 'tutorials/deploy',
    TENANT_TYPE: 'docs/reference/configuration',
    SIGNUPSIGNIN_USER_FLOW: 'docs/reference/configuration',
    REDIS_URL: 'tutorials/deploy',
    'New registration': 'tutorials/register-app',
    'New client secret': 'tutorials/register-app',
    'Add a platform': 'tutorials/register-app',
    'Certificates & secrets': 'tutorials/register-app',
    'Grant admin consent': 'tutorials/register-app',
    'Use another account': 'tutorials/run-and-test',
    'Edit profile': 'tutorials/run-and-test',
    'Sign out': 'tutorials/sign-out',
  };
  const missed: string[] = [];
  for (const [query, name] of Object.entries(places)) {
    const results = await found(page, query);
    if (!results.some(isPage(name))) missed.push(`${query}: ${results.join(' ')}`);
  }
  expect(missed).toEqual([]);
});
