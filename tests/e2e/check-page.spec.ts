import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { unzipSync } from 'fflate';
import type { Page } from 'playwright/test';
import { writeFiles } from '../installed-modules.ts';
import { axeFindings } from './axe.ts';
import { freePort } from './free-ports.ts';
import { startProcess } from './running-process.ts';
import { projectRoot, type RunningSite } from './running-site.ts';
import { expect, test } from './site-test.ts';

/** The first app as it is before a lesson: from its zip, signing in at this site's own practice tenant. */
async function appBefore(lesson: string, { origin: site, ports }: RunningSite) {
  const folder = mkdtempSync(join(tmpdir(), 'first-app-'));
  const zip = await (await fetch(`${site}/attack-lab/${lesson}.zip`)).arrayBuffer();
  writeFiles(folder, Object.entries(unzipSync(new Uint8Array(zip))));
  const [name = ''] = readdirSync(folder);
  symlinkSync(join(projectRoot, 'node_modules'), join(folder, 'node_modules'), 'dir');
  const port = await freePort();
  const front = `http://127.0.0.1:${ports.front}`;
  const dotEnv = readFileSync(join(folder, name, '.env'), 'utf8')
    .replaceAll('https://localhost:8443', `https://localhost:${ports.back}`)
    .replaceAll('http://127.0.0.1:8400', front)
    .replaceAll('http://localhost:3000', `http://localhost:${port}`);
  writeFileSync(join(folder, name, '.env'), dotEnv);
  const running = await startProcess(process.execPath, ['--env-file=.env', 'app.ts'], {
    cwd: join(folder, name),
    env: {
      ...parseEnv(dotEnv),
      PATH: process.env['PATH'],
      PORT: String(port),
      PRACTICE_TENANT_FRONT_ORIGIN: front,
    },
    readyWhen: /Open http/,
  });
  return {
    origin: `http://localhost:${port}`,
    async stop() {
      await running.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function check(page: Page, app: string, only: string): Promise<void> {
  await page.goto(`/check/?only=${only}`);
  await page.getByLabel('Address of your app').fill(app);
  await page.getByRole('button', { name: 'Check this app' }).click();
}
const verdict = (page: Page, id: string) => page.locator(`details#${id} > summary`);

test('an app is checked with the keyboard alone, and its report is there as a file', async ({
  page,
  site,
  request,
  complaints,
}) => {
  const app = await appBefore('stolen-code', site);
  await page.goto('/check/?only=state-wrong,session-fixed-before-sign-in');
  await page.getByLabel('Address of your app').focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(app.origin);
  await page.keyboard.press('Enter');
  await expect(verdict(page, 'state-wrong')).toContainText('Held');
  await expect(verdict(page, 'session-fixed-before-sign-in')).toContainText('Failed');
  await page.getByRole('link', { name: 'Show what failed first' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('#result')).toHaveText(/Tried 2 of 2: 1 held, 1 failed/);
  await expect(page.getByRole('button', { name: 'Stop' })).toHaveCount(0);
  await expect(page.locator('details.verdict').first()).toHaveId('session-fixed-before-sign-in');
  const json = await page.getByRole('link', { name: 'JSON' }).getAttribute('href');
  const report = await (await request.get(json ?? '')).json();
  expect([report.held, report.failed, report.app]).toEqual([1, 1, app.origin]);
  expect(complaints).toEqual([]);
  await app.stop();
});

test('results appear while the check runs, without JavaScript', async ({ browser, site }) => {
  const app = await appBefore('who-is-this', site);
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: site.origin });
  const page = await context.newPage();
  await page.goto('/check/?only=bad-signature,token-endpoint-hangs');
  await page.getByLabel('Address of your app').fill(app.origin);
  // The second one waits for an app without time limits, so the page isn't complete for a while.
  await page.getByRole('button', { name: 'Check this app' }).click({ noWaitAfter: true });
  await expect(verdict(page, 'bad-signature')).toContainText('Failed');
  await expect(verdict(page, 'token-endpoint-hangs')).toHaveCount(0);
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(verdict(page, 'token-endpoint-hangs')).toContainText('Could not be tried');
  await context.close();
  await app.stop();
});

for (const [what, app, sentence] of [
  ['an app that isn’t there', 'http://localhost:9', 'isn’t there'],
  ['an address of another machine', 'http://192.0.2.1', 'isn’t on this machine'],
  ['an address without a scheme', 'ftp://localhost', 'isn’t an address'],
] as const)
  test(`${what} gets one sentence`, async ({ page }) => {
    await check(page, app, 'pkce');
    await expect(page.locator('.lab-notice')).toContainText(sentence);
  });

test('an unknown check is named', async ({ page }) => {
  await check(page, 'http://localhost:9', 'pkce,nothing-like-it');
  await expect(page.getByRole('alert')).toContainText('nothing-like-it');
});

test('a form of another site starts nothing, and neither does a body that’s no form', async ({
  request,
}) => {
  const form = { app: 'http://localhost:9' };
  const foreign = await request.post('/check/', {
    form,
    headers: { origin: 'https://evil.example' },
  });
  expect(foreign.status()).toBe(403);
  const json = await request.post('/check/', { data: form });
  expect(json.status()).toBe(400);
});

for (const colorScheme of ['light', 'dark'] as const)
  for (const width of [390, 1440])
    test(`axe finds nothing in ${colorScheme} at ${width} px`, async ({ page, site }) => {
      const app = await appBefore('stolen-code', site);
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await page.goto('/check/');
      for (const summary of await page.locator('.check summary').all()) await summary.click();
      expect(await axeFindings(page)).toEqual([]);
      await check(page, app.origin, 'state-wrong,bad-signature,framing');
      await page.getByRole('link', { name: 'Show what failed first' }).click();
      for (const summary of await page.locator('.check details:not([open]) > summary').all())
        if (await summary.isVisible()) await summary.click();
      expect(await axeFindings(page)).toEqual([]);
      const sideways = 'document.documentElement.scrollWidth > innerWidth';
      expect(await page.evaluate(sideways)).toBe(false);
      await app.stop();
    });

test.describe('a lesson', () => {
  test('shows an attack that fails to be stopped, and that holds after the change', async ({
    page,
    site,
    complaints,
  }) => {
    const before = await appBefore('forged-callback', site);
    await page.goto('/attack-lab/forged-callback/');
    await page.getByLabel('Address of your app').first().fill(before.origin);
    await page.getByRole('button', { name: 'Attack my app' }).click();
    await expect(verdict(page, 'response-in-another-browser')).toContainText('Failed');
    await before.stop();
    await page.getByRole('link', { name: 'Back to the lesson' }).click();
    const after = await appBefore('stolen-code', site);
    await page.getByLabel('Address of your app').last().fill(after.origin);
    await page.getByRole('button', { name: 'Attack it again' }).click();
    await expect(verdict(page, 'response-in-another-browser')).toContainText('Held');
    await expect(page.locator('details.failed')).toHaveCount(0);
    await after.stop();
    expect(complaints).toEqual([]);
  });

  test('keeps nothing until it’s marked as finished, and shows that on the list', async ({
    page,
  }) => {
    await page.goto('/attack-lab/stolen-code/');
    expect(await page.evaluate('localStorage.length')).toBe(0);
    await page.getByLabel('I’ve finished this lesson').focus();
    await page.keyboard.press('Space');
    await page.goto('/attack-lab/');
    await expect(
      page.locator('.lesson-list a').filter({ hasText: 'The stolen code' }),
    ).toHaveAttribute('data-done', '');
  });

  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [390, 1440])
      test(`axe finds nothing in ${colorScheme} at ${width} px`, async ({ page }) => {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 900 });
        for (const path of ['/attack-lab/', '/attack-lab/slow-provider/']) {
          await page.goto(path);
          for (const summary of await page.locator('main summary').all()) await summary.click();
          expect(await axeFindings(page)).toEqual([]);
          const sideways = 'document.documentElement.scrollWidth > innerWidth';
          expect(await page.evaluate(sideways)).toBe(false);
        }
      });
});
