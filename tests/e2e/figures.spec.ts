import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from './site-test.ts';

const content = new URL('../../src/content/', import.meta.url);
const withFigures = (folder: string): string[] =>
  readdirSync(new URL(folder, content), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.mdx'))
    .filter((file) => readFileSync(new URL(folder + file, content), 'utf8').includes('<Figure '))
    .map((file) => file.replaceAll('\\', '/').replace(/\.mdx$/, ''));

const paths = [
  ...withFigures('docs/').map((id) => `/${id}/`),
  ...withFigures('tutorials/').map((id) => `/tutorials/external-id-custom-domain/${id}/`),
  '/tutorials/entra-id/overview/',
  '/tutorials/b2c/configure/',
];

test('every picture fits and can be read on a phone, beside the pane, and on a desk', async ({
  page,
}) => {
  test.setTimeout(120_000);
  for (const path of paths) {
    await page.goto(path);
    // Some pictures are for readers with a tenant of their own.
    const tab = page.getByRole('tab', { name: 'Your own tenant' }).first();
    if (await tab.isVisible()) await tab.click();
    for (const width of [320, 390, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      const figures = await page.locator('.figure').evaluateAll((all) =>
        all.map((figure) => {
          const [shown, ...others] = [...figure.querySelectorAll('svg')].filter((one) =>
            one.checkVisibility(),
          );
          const box = shown?.getBoundingClientRect();
          const scale = (box?.width ?? 0) / (shown?.viewBox.baseVal.width ?? 1);
          const sizes = [...(shown?.querySelectorAll('text') ?? [])].map(
            (text) => Number.parseFloat(getComputedStyle(text).fontSize) * scale,
          );
          return {
            arrangements: 1 + others.length,
            texts: sizes.length,
            smallestText: Math.min(...sizes),
            fits:
              box !== undefined &&
              box.left >= 0 &&
              box.right <= document.documentElement.clientWidth &&
              figure.scrollWidth <= figure.clientWidth,
          };
        }),
      );
      expect(figures.length, path).toBeGreaterThan(0);
      for (const figure of figures) {
        expect(figure, `${path} at ${width}`).toMatchObject({ arrangements: 1, fits: true });
        expect(figure.texts, `${path} at ${width}`).toBeGreaterThan(0);
        expect(figure.smallestText, `${path} at ${width}`).toBeGreaterThanOrEqual(12.5);
      }
    }
  }
});

test('the questions lead to a tenant type by keyboard, one at a time, without scripts', async ({
  browser,
  site,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  for (const path of ['/choose/', '/']) {
    await page.goto(`${site.origin}${path}`);
    const tree = page.locator('.tenant-type-tree');
    await expect(tree.getByRole('link')).toHaveCount(0);
    await tree.getByText('People with a work or school account').focus();
    await page.keyboard.press('Enter');
    await expect(tree.getByText('Of how many organizations?')).toBeVisible();
    await tree.getByText('Customers, members').focus();
    await page.keyboard.press('Enter');
    await expect(tree.getByText('Of how many organizations?')).toBeHidden();
    for (const answer of ['No', 'On my own domain']) {
      await tree.getByText(answer, { exact: true }).focus();
      await page.keyboard.press('Enter');
    }
    await expect(tree.getByRole('link')).toHaveText(['External ID with a custom domain']);
    await expect(tree.getByRole('link')).toHaveAttribute(
      'href',
      '/tutorials/external-id-custom-domain/',
    );
  }
  await context.close();
});
