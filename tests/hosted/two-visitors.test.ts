import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findNginx } from '../../scripts/test-tools.ts';
import { type HostedLab, startHostedLab } from './hosted-lab.ts';
import { labBrowser } from './lab-browser.ts';
import { site, tenant } from './lab-origins.ts';

const demos = ['entra-id', 'external-id', 'external-id-custom-domain', 'b2c'] as const;

describe.skipIf(!findNginx())('two visitors with two browsers', () => {
  let lab: HostedLab;
  let browser: Browser;
  beforeAll(async () => {
    lab = await startHostedLab();
    browser = await labBrowser(lab);
  });
  afterAll(async () => {
    await browser?.close();
    await lab?.stop();
  });

  test('each do everything with their own tenants, and see and change nothing of the other', async () => {
    const one = await visitor(browser);
    const two = await visitor(browser);
    for (const demo of demos) {
      await signIn(one, demo);
      await signIn(two, demo);
    }
    const sets = [await setOf(one), await setOf(two)] as const;
    expect(new Set(sets).size).toBe(2);

    for (const [at, each] of [one, two].entries()) {
      const [own, other] = at === 0 ? sets : [sets[1], sets[0]];
      for (const demo of demos) {
        const { page } = each;
        await page.goto(`${site}/demo/${demo}/`);
        await page.getByRole('button', { name: 'Call the API' }).click();
        await page.getByText('The API returned').or(page.getByText('status 200')).first().waitFor();
        // Who it is, and the trace with all that crossed the wire.
        const text = await page.locator('main').innerHTML();
        expect(text, demo).toContain(own);
        expect(text, demo).not.toContain(other);
      }
    }

    const registered = await registerApp(one);
    const seen = await deskOf(two);
    expect(await seen.locator('main').innerText()).not.toContain('Registered by one');
    await seen.goto(`${tenant}/desk/entra-id/registrations/${registered}`);
    await seen.getByRole('heading', { name: /no such/ }).waitFor();
    expect(await seen.locator('body').innerText()).not.toContain('Registered by one');

    await switchFaultOn(one);
    await signOut(one, 'entra-id');
    await signOut(two, 'entra-id');
    await signIn(two, 'entra-id');
    const failed = await startSignIn(one, 'entra-id');
    await failed.getByText('7000222').first().waitFor();

    // The pages that were meant to say that something isn't there, or failed.
    const isMeant = (each: string) => /status of (?:404|502)/.test(each);
    for (const { complaints } of [one, two])
      expect(complaints.filter((each) => !isMeant(each))).toEqual([]);
  });
});

interface Visitor {
  context: BrowserContext;
  page: Page;
  /** What the browser itself found wrong, and requests to anywhere but the lab. */
  complaints: string[];
}

async function visitor(browser: Browser): Promise<Visitor> {
  const context = await browser.newContext();
  const complaints: string[] = [];
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.location().url}: ${message.text()}`);
  });
  context.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http') && ![site, tenant].includes(origin))
      complaints.push(`asked for ${request.url()}`);
  });
  return { context, page: await context.newPage(), complaints };
}

async function startSignIn({ page }: Visitor, demo: string): Promise<Page> {
  await page.goto(`${site}/demo/${demo}/`);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('button', { name: /^Alex Rivera/ }).click();
  return page;
}

async function signIn(each: Visitor, demo: string): Promise<void> {
  const page = await startSignIn(each, demo);
  await page.waitForURL(`${site}/demo/${demo}/#result`);
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
}

async function signOut({ page }: Visitor, demo: string): Promise<void> {
  await page.goto(`${site}/demo/${demo}/`);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL(`${site}/demo/${demo}/**`);
}

async function setOf({ context }: Visitor): Promise<string> {
  const cookies = await context.cookies(site);
  return cookies.find(({ name }) => name === '__Host-lab.tenants')?.value.split('.')[0] ?? '';
}

async function deskOf({ page, context }: Visitor): Promise<Page> {
  await page.goto(`${site}/practice-tenants/`);
  const opened = context.waitForEvent('page');
  await page
    .getByRole('button', { name: /^Open the desk/ })
    .first()
    .click();
  const desk = await opened;
  await desk.waitForURL(`${tenant}/desk/entra-id`);
  return desk;
}

async function registerApp(each: Visitor): Promise<string> {
  const desk = await deskOf(each);
  await desk.getByRole('link', { name: 'New registration' }).click();
  await desk.getByLabel('Name').fill('Registered by one');
  await desk.getByLabel(/Redirect URI.*Web/).fill('http://localhost:3000/auth/redirect');
  await desk.getByRole('button', { name: 'Register' }).click();
  const term = desk.locator('dt', { hasText: 'Application (client) ID' });
  return term.locator('xpath=following-sibling::dd[1]').innerText();
}

async function switchFaultOn(each: Visitor): Promise<void> {
  const desk = await deskOf(each);
  await desk.locator('a[href*="/registrations/11111111-"]').click();
  await desk.locator('summary', { hasText: 'Faults on purpose' }).click();
  await desk.getByRole('button', { name: 'Switch on expired-secret' }).click();
  await desk.getByRole('button', { name: 'Switch off expired-secret' }).waitFor();
}
