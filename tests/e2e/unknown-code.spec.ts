import { axeFindings } from './axe.ts';
import { expect, test } from './site-test.ts';

test('a code outside the catalog has a page that names no cause', async ({ page, complaints }) => {
  const response = await page.goto('/errors/AADSTS599990/');
  expect(response?.status()).toBe(200);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Error code AADSTS599990');
  await expect(page.locator('main')).toContainText('it can’t tell you the cause');
  const lookUp = page.getByRole('link', { name: 'login.microsoftonline.com/error?code=599990' });
  await expect(lookUp).toHaveAttribute(
    'href',
    'https://login.microsoftonline.com/error?code=599990',
  );
  await expect(page.locator('meta[name=robots]')).toHaveAttribute('content', 'noindex');
  await expect(page.getByRole('link', { name: 'View as Markdown' })).toHaveCount(0);
  expect(await axeFindings(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

test('it links to the pages with the nearest numbers', async ({ page }) => {
  await page.goto('/errors/AADSTS7000299/');
  await page.getByRole('link', { name: 'AADSTS7000222' }).click();
  await expect(page).toHaveURL(/\/errors\/AADSTS7000222\/$/);
});

for (const written of ['aadsts50011', 'AadSts50011/', '50011', 'AADSTS50011:', 'Nonce_Mismatch']) {
  test(`/errors/${written} leads to the page of the catalog`, async ({ page }) => {
    await page.goto(`/errors/${written}`);
    await expect(page).toHaveURL(/\/errors\/(?:AADSTS50011|nonce_mismatch)\/$/);
  });
}

for (const [code, words] of [
  ['AADB2C99999', 'Azure AD B2C'],
  ['IDX10501', '.NET'],
  ['MSIS7066', 'Active Directory Federation Services'],
  ['CAA20002', 'Windows'],
  ['invalid_grant', 'OAuth 2.0'],
]) {
  test(`/errors/${code}/ says where such codes come from`, async ({ page }) => {
    await page.goto(`/errors/${code}/`);
    await expect(page.locator('main')).toContainText(String(words));
  });
}

for (const written of ['hello', '%3Cscript%3Ealert(1)%3C%2Fscript%3E', 'a/b', '%ff']) {
  test(`/errors/${written} isn’t a code and isn’t found`, async ({ page }) => {
    const response = await page.goto(`/errors/${written}/`);
    expect(response?.status()).toBe(404);
  });
}

test('search says first that it has no page for a code, and leads to what to do', async ({
  page,
}) => {
  await page.goto('/');
  await page.getByRole('button', { name: /^Search/ }).click();
  const box = page.getByRole('searchbox', { name: 'Search this site' });
  await box.fill('AADSTS599990');
  await expect(page.locator('.search-status')).toHaveText('No page explains AADSTS599990.');
  await expect(page.locator('.search-results a')).toHaveCount(1);
  await box.fill('AADSTS599990 the account was not accepted by the tenant');
  await expect(page.locator('.search-results a').nth(1)).toBeVisible();
  await expect(page.locator('.search-results a').first()).toContainText('AADSTS599990');
  await box.fill('AADSTS50011: The redirect URI specified in the request');
  await expect(page.locator('.search-results a').first()).toContainText('AADSTS50011');
  await box.fill('AADSTS599990');
  await box.press('Enter');
  await expect(page).toHaveURL(/\/errors\/AADSTS599990\/$/);
});

test('so does the list of codes', async ({ page }) => {
  await page.goto('/errors/');
  const field = page.getByRole('searchbox', { name: 'Find a code' });
  await field.fill('AADSTS599990: Something');
  await page.getByRole('link', { name: 'What to do about AADSTS599990' }).click();
  await expect(page).toHaveURL(/\/errors\/AADSTS599990\/$/);
});
