import type { Locator, Page } from 'playwright/test';
import { axeFindings } from './axe.ts';
import { expect, test } from './site-test.ts';

const addresses = [
  '/tutorials/entra-id/register-app/',
  '/tutorials/external-id/register-app/',
  '/tutorials/b2c/register-app/',
  '/tutorials/external-id-custom-domain/prepare-tenant/',
  '/tutorials/b2c/prepare-tenant/',
  '/how-it-works/consent/',
  '/how-it-works/credentials/',
];

/** The figures of a page; those of a step are for readers with their own tenant. */
async function figuresAt(page: Page, address: string): Promise<Locator[]> {
  await page.goto(address);
  const tab = page.getByRole('tab', { name: 'Your own tenant' }).first();
  if (address.startsWith('/tutorials/')) await tab.click();
  const figures = page.locator('.portal-figure');
  await expect(figures.first()).toBeVisible();
  return figures.all();
}

const overflows = (element: Locator) =>
  element.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);

for (const width of [320, 390, 1440]) {
  test(`every sketch of a portal page fits at ${width} pixels, and is compact on a desk`, async ({
    page,
    complaints,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    for (const address of addresses) {
      for (const figure of await figuresAt(page, address)) {
        expect(await overflows(figure), address).toBe(0);
        const { height = 0 } = (await figure.boundingBox()) ?? {};
        expect(height, address).toBeGreaterThan(100);
        if (width === 1440) expect(height, address).toBeLessThanOrEqual(320);
      }
      expect(await overflows(page.locator('html')), address).toBe(0);
    }
    expect(complaints).toEqual([]);
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the sketches in the ${colorScheme} theme`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const findings: string[] = [];
    for (const address of addresses) {
      for (const width of [390, 1440]) {
        await page.setViewportSize({ width, height: 900 });
        await figuresAt(page, address);
        findings.push(...(await axeFindings(page)));
      }
    }
    expect(findings).toEqual([]);
  });
}

test('a sketch is read once, in order, with the numbers of the steps', async ({ page }) => {
  const figures = await figuresAt(page, '/tutorials/entra-id/register-app/');
  await expect(figures[0] ?? page.locator('figure')).toMatchAriaSnapshot(`
    - figure "Where to find steps 3 to 5, in a sketch of the page":
      - paragraph: Entra ID > App registrations > Register an application
      - term: Step 3 Name
      - definition: Sign-in Lab
      - paragraph: Step 4 Supported account types
      - list:
        - listitem: Single tenant only
      - paragraph: Step 5 Register
  `);
});

test('a sketch shows the reader’s own values in place of its placeholders', async ({ page }) => {
  await figuresAt(page, '/tutorials/entra-id/register-app/');
  const sketch = page.locator('.portal-figure', { hasText: 'Object ID' });
  await expect(sketch).toContainText('<your client ID>');
  await page.locator('[data-your-tenant] > summary').click();
  const clientId = '1b2c3d4e-0000-4000-8000-00000000000b';
  const field = page.locator('[data-your-tenant]').getByLabel('Client ID', { exact: true });
  await field.fill(clientId);
  await field.blur();
  await expect(sketch).toContainText(clientId);
});
