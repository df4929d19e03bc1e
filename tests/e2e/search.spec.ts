import type { Page } from 'playwright/test';
import { pains } from '../prose/pains.ts';
import { troubles } from '../prose/troubles.ts';
import { expect, test } from './site-test.ts';

/** Results that a reader sees without scrolling. */
const first = 3;

async function found(page: Page, query: string): Promise<string[]> {
  const box = page.getByRole('searchbox', { name: 'Search this site' });
  if (!(await box.isVisible())) await page.getByRole('button', { name: /^Search/ }).click();
  const status = page.locator('.search-status');
  await box.fill('');
  await expect(status).toHaveText('');
  await box.fill(query);
  await expect(status).not.toHaveText('');
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
