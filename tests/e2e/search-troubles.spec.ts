import type { Page } from 'playwright/test';
import { expect, test } from './site-test.ts';

/** What people type who are in trouble, in the words of public reports, and the page that answers. */
const answers: Readonly<Record<string, readonly string[]>> = {
  '/concepts/authority/': [
    'multi-tenant app several organizations',
    'next-auth azure ad b2c issuer',
    'issuer mismatch ciamlogin',
  ],
  '/concepts/tokens/': [
    'groups claim missing',
    'too many groups _claim_names',
    'hasgroups',
    'which claim to use as user id in database',
    'Not supported currently. Use oid claim.',
    'refresh token expires when password changes',
  ],
  '/concepts/sessions/': [
    'sign in inside iframe',
    'microsoft teams tab login',
    '431 request header fields too large',
    'users logged out at random load balancer',
  ],
  '/concepts/credentials/': ['convert pfx to pem', 'encrypted private key'],
  '/concepts/consent/': ['admin consent button grayed out', 'needs admin approval'],
  '/concepts/sign-out/': [
    'Require ID Token in logout requests',
    'stuck on microsoft sign out page',
  ],
  '/reference/surroundings/': [
    'corporate proxy',
    'NODE_USE_ENV_PROXY not working',
    'unable to get local issuer certificate',
    'docker',
    'easy auth',
    'ui_locales',
    'Cross-site POST form submissions are forbidden',
  ],
  '/reference/configuration/': ['port already in use'],
  '/choose/': ['personal microsoft account sign in', 'consumers endpoint', 'is b2c discontinued'],
};

async function firstThree(page: Page, query: string): Promise<string[]> {
  const status = page.locator('.search-status');
  const box = page.getByRole('searchbox', { name: 'Search this site' });
  await box.fill('');
  await expect(status).toHaveText('');
  await box.fill(query);
  await expect(status).not.toHaveText('');
  const links = await page
    .locator('.search-results a')
    .evaluateAll((all) =>
      all.map((link) => (link instanceof HTMLAnchorElement ? link.pathname : '')),
    );
  return links.slice(0, 3);
}

test('people in trouble find the page that answers among the first three results', async ({
  page,
}) => {
  test.slow();
  await page.goto('/');
  await page.getByRole('button', { name: /^Search/ }).click();
  const missed: string[] = [];
  for (const [address, queries] of Object.entries(answers))
    for (const query of queries) {
      const found = await firstThree(page, query);
      if (!found.includes(address)) missed.push(`${query}: ${found.join(' ')}`);
    }
  expect(missed).toEqual([]);
});
