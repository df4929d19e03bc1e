import { linkedTerms } from '../../src/content/linked-terms.ts';
import { expect, test } from './site-test.ts';

test('every term that pages link has its entry in the glossary', async ({ page }) => {
  await page.goto('/reference/glossary/');
  for (const term of linkedTerms)
    await expect(
      page.getByRole('heading', { level: 3, name: term, exact: true }),
      term,
    ).toBeVisible();
});

test('a term is linked at its first use, once a page, and leads to its entry', async ({ page }) => {
  for (const path of [
    '/tutorials/entra-id/register-app/',
    '/how-it-works/tokens/',
    '/guides/on-behalf-of/',
  ]) {
    await page.goto(path);
    const addresses = await page
      .locator('a.term')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    expect(addresses.length, path).toBeGreaterThan(0);
    expect(new Set(addresses).size, path).toBe(addresses.length);
  }
  await page.locator('a.term').first().click();
  await expect(page.locator('h3:target')).toBeVisible();
});
