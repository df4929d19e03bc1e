import { axeFindings } from './axe.ts';
import { expect, test } from './site-test.ts';

const guides = [
  'protect-your-own-api',
  'on-behalf-of',
  'credentials-without-secrets',
  'b2c-to-external-id',
  'control-sessions',
  'in-a-company-network',
  'roles-and-groups',
  'any-organization',
  'personal-accounts',
  'which-claim',
  'add-to-your-app',
  'deploy-with-github-actions',
].map((name) => `/guides/${name}/`);

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on any guide in the ${colorScheme} theme, on a phone and on a desktop`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const findings: string[] = [];
    for (const path of guides) {
      for (const width of [360, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(path, { waitUntil: 'networkidle' });
        findings.push(...(await axeFindings(page)));
      }
    }
    expect(findings).toEqual([]);
  });
}

test('no guide scrolls sideways at 320 pixels', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  for (const path of guides) {
    await page.goto(path);
    const beyond = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(beyond, path).toBe(0);
  }
});

test('each guide leads to the next one', async ({ page }) => {
  await page.goto(guides[0] ?? '');
  for (const path of guides.slice(1)) {
    await page.getByRole('link', { name: /^Next/ }).click();
    await expect(page).toHaveURL(new RegExp(`${path}$`));
  }
});
