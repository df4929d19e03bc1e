import { mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBrowser, findNginx } from '../../scripts/test-tools.ts';
import { type RunningProcess, startProcess } from '../e2e/running-process.ts';
import { installInto, learnersEnvironment, writeFiles } from '../installed-modules.ts';
import { type HostedLab, startHostedLab } from './hosted-lab.ts';
import type { HttpVisitor } from './http-visitor.ts';
import { labBrowser } from './lab-browser.ts';
import { site, tenant } from './lab-origins.ts';
import { clockAhead } from './other-clock.ts';
import { canMakeNetworks, type OtherMachine, otherMachine } from './other-machine.ts';

const name = 'web-app-entra-id-call-api';
const app = 'http://localhost:3000';

describe.skipIf(!findNginx() || !canMakeNetworks())('an app that a visitor downloaded', () => {
  let lab: HostedLab;
  let machine: OtherMachine;
  let visitor: HttpVisitor;
  let parent: string;
  let folder: string;
  let running: RunningProcess;
  let browser: Browser;
  let context: BrowserContext;
  beforeAll(async () => {
    lab = await startHostedLab();
    machine = await otherMachine(lab.proxy);
    browser = await labBrowser(lab, machine.starter(findBrowser() ?? 'chromium'));
    context = await browser.newContext();
    visitor = await newVisitor(lab, context);
    const zip = await lab.fetch(`${site}/downloads/${name}.zip`, {
      headers: { cookie: `__Host-lab.tenants=${visitor.cookie}` },
    });
    parent = mkdtempSync(join(tmpdir(), 'download-'));
    folder = join(parent, name);
    writeFiles(parent, Object.entries(unzipSync(new Uint8Array(await zip.arrayBuffer()))));
    await installInto(folder);
    renameSync(join(folder, '.env.practice'), join(folder, '.env'));
    running = await startApp();
  });
  afterAll(async () => {
    await browser?.close();
    await running?.stop();
    await machine?.stop();
    await lab?.stop();
    rmSync(parent, { recursive: true, force: true });
  });

  const startApp = (more: Record<string, string> = {}) => {
    const [program, args] = machine.command('npm', folder);
    return startProcess(program, [...args, 'start'], {
      cwd: folder,
      env: { ...learnersEnvironment(), NODE_EXTRA_CA_CERTS: lab.certificate.caFile, ...more },
      readyWhen: /http:\/\/localhost:\d+/,
      withChildren: true,
    });
  };

  test('has the values of its visitor, and says when they end', () => {
    const settings = readFileSync(join(folder, '.env'), 'utf8');
    expect(settings).toContain(`AUTHORITY=${tenant}/0a0a0a0a-1111-4111-8111-${visitor.set}`);
    expect(settings).toContain(`CLIENT_ID=22222222-2222-4222-8222-${visitor.set}`);
    for (const text of [settings, readFileSync(join(folder, 'README.md'), 'utf8')])
      expect(text).toContain(`${site}/practice-tenants/`);
    const readme = readFileSync(join(folder, 'README.md'), 'utf8');
    expect(readme).toContain('They end when nobody has used them for 24 hours');
  });

  test('isn’t to be had without tenants of one’s own', async () => {
    const page = await lab.visitor().open(`/downloads/${name}.zip`);
    expect(page.url).toContain(`${site}/practice-tenants/?returnTo=`);
    expect(page.text).toContain('Make your own practice tenants');
  });

  test('says so when the clock of that machine is five minutes behind', async () => {
    await running.stop();
    const behind = await startApp(clockAhead(-5));
    try {
      const page = await context.newPage();
      await page.goto(app);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('button', { name: /^Alex Rivera/ }).click();
      await page.getByText('Check the clock on the computer that runs this app').waitFor();
      // The identity provider has signed the user in all the same.
      await context.clearCookies({ name: /^practice\./ });
    } finally {
      await behind.stop();
      running = await startApp();
    }
  });

  test('signs in and calls the API when the clock of that machine is five minutes ahead', async () => {
    await running.stop();
    const ahead = await startApp(clockAhead(5));
    try {
      const page = await context.newPage();
      await signInAndCallApi(page);
      await context.clearCookies({ domain: 'localhost' });
      await context.clearCookies({ name: /^practice\./ });
    } finally {
      await ahead.stop();
      running = await startApp();
    }
  });

  test('signs in and calls the API from another machine, until the tenants end', async () => {
    const page = await context.newPage();
    await signInAndCallApi(page);
    expect(await page.locator('main').innerText()).toContain(visitor.set);

    await visitor.endTenants();
    await page.goto(`${app}/call-api`);
    expect(await page.locator('body').innerText()).toContain('practice tenants have ended');
    await page.goto(app);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.goto(app);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'These practice tenants have ended' }).waitFor();
    const link = page.getByRole('link', { name: 'Make new practice tenants' });
    expect(await link.getAttribute('href')).toBe(`${site}/practice-tenants/?ended`);
  });
});

/** Makes tenants with the browser of the other machine, and has the same cookie here. */
async function newVisitor(lab: HostedLab, context: BrowserContext): Promise<HttpVisitor> {
  const page = await context.newPage();
  await page.goto(`${site}/practice-tenants/`);
  await page.getByRole('button', { name: 'Make your own practice tenants' }).click();
  await page
    .getByRole('button', { name: /^Open the desk/ })
    .first()
    .waitFor();
  const visitor = lab.visitor();
  for (const { name, value } of await context.cookies(site))
    visitor.browser.setCookie(site, `${name}=${value}; Path=/; Secure`);
  return visitor;
}

async function signInAndCallApi(page: Page): Promise<void> {
  await page.goto(app);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: /^Alex Rivera/ }).click();
  await page.getByText('You are signed in as Alex Rivera').waitFor();
  await page.getByRole('link', { name: 'Call the API' }).click();
  await page.getByText('It returned status 200.').waitFor();
}
