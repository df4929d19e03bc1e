import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findNginx } from '../../scripts/test-tools.ts';
import { axeFindings } from '../e2e/axe.ts';
import { type HostedLab, startHostedLab } from './hosted-lab.ts';
import { labBrowser } from './lab-browser.ts';
import { site, tenant } from './lab-origins.ts';

const sizes = [
  { width: 390, height: 844 },
  { width: 1440, height: 900 },
] as const;
const schemes = ['light', 'dark'] as const;

describe.skipIf(!findNginx())('pages of a hosted lab', () => {
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

  const accepting = { accept: 'text/html' };

  test('carry the security headers of their origin, and aren’t indexed where nobody should find them', async () => {
    const visitor = lab.visitor();
    const asked = await visitor.startSignIn('entra-id');
    const { set } = visitor;
    const own = [
      `${site}/`,
      `${site}/practice-tenants/`,
      `${site}/demo/entra-id/`,
      `${site}/tutorials/entra-id/configure/`,
      `${site}/not/there`,
    ];
    const practice = [
      `${tenant}/`,
      `${tenant}/desk`,
      `${tenant}/not/there`,
      `${tenant}/error?code=50011`,
      `${tenant}/0a0a0a0a-1111-4111-8111-abcdef012345/oauth2/v2.0/authorize`,
      `${tenant}/0a0a0a0a-1111-4111-8111-${set}/oauth2/v2.0/authorize?client_id=x`,
      asked.url,
    ];
    for (const address of [...own, ...practice]) {
      const { headers, url } = await visitor.browser.open(address);
      expect(url).toBe(address);
      const policy = headers.get('content-security-policy') ?? '';
      const directives = policy.split('; ');
      for (const wanted of ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"])
        expect(directives, address).toContain(wanted);
      const scripts = directives.find((each) => each.startsWith('script-src'));
      expect(scripts ?? '', address).not.toContain("'unsafe-inline'");
      expect(headers.get('x-content-type-options'), address).toBe('nosniff');
      expect(headers.get('referrer-policy'), address).toBeTruthy();
      expect(headers.get('strict-transport-security'), address).toMatch(/max-age=\d{8}/);
      expect(headers.get('x-powered-by'), address).toBeNull();
      expect(headers.get('server'), address).toBe('nginx');
    }
    for (const address of practice) {
      const { headers } = await lab.fetch(address, { headers: accepting });
      expect(headers.get('x-robots-tag'), address).toContain('noindex');
    }
    const page = await visitor.open('/practice-tenants/');
    expect(page.text).toContain('<meta name="robots" content="noindex"');
    for (const name of ['robots.txt', 'sitemap-0.xml'])
      expect(await (await lab.fetch(`${site}/${name}`)).text()).not.toContain(tenant);
  });

  test('set no cookie to readers, and to those who act only such that nobody else reads', async () => {
    for (const path of [
      '/',
      '/demo/entra-id/',
      '/practice-tenants/',
      '/tutorials/b2c/configure/',
    ]) {
      const read = await lab.fetch(site + path);
      expect(read.headers.getSetCookie(), path).toEqual([]);
    }
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${site}/demo/entra-id/`);
    expect(await context.cookies()).toEqual([]);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('button', { name: /^Alex Rivera/ }).click();
    await page.waitForURL(`${site}/demo/entra-id/#result`);
    await openDesk(page);
    const cookies = await context.cookies();
    const names = cookies.map(({ name }) => name);
    expect(names).toContain('__Host-lab.tenants');
    expect(names).toContain('__Host-practice.visitor');
    for (const { name, secure, httpOnly, sameSite, path, domain } of cookies) {
      // Those of oidc-provider belong to a path, which such a name doesn’t allow.
      expect(name).toMatch(/^(?:__Host-|practice\.)/);
      expect({ name, secure, httpOnly }).toEqual({ name, secure: true, httpOnly: true });
      expect(['Lax', 'None', 'Strict'], name).toContain(sameSite);
      if (name.startsWith('__Host-')) expect({ name, path }).toEqual({ name, path: '/' });
      expect(['lab.example.test', 'tenant.lab.example.test'], name).toContain(domain);
    }
    await context.close();
  });

  test('tell visitors when their practice tenants end, and lead to where they end them', async () => {
    const visitor = lab.visitor();
    const ends = / datetime="[^"]+"[^>]*>[A-Z][a-z]+ \d+, \d{4} at \d\d:\d\d UTC<\/time>/;
    await visitor.signIn('entra-id');
    for (const path of [
      '/practice-tenants/',
      '/demo/entra-id/',
      '/downloads/',
      '/tutorials/entra-id/configure/',
    ])
      expect((await visitor.open(path)).text, path).toMatch(ends);
    const home = await visitor.browser.open(`${tenant}/`);
    expect(home.text).toContain(`href="${site}/practice-tenants/"`);
  });

  describe.each(schemes)('in a %s theme', (colorScheme) => {
    test.each(sizes)(
      'are clean for everyone at $width px, and ask nobody else',
      async (viewport) => {
        const context = await browser.newContext({ viewport, colorScheme });
        const elsewhere: string[] = [];
        context.on('request', (request) => {
          const { protocol, origin } = new URL(request.url());
          if (protocol.startsWith('http') && ![site, tenant].includes(origin))
            elsewhere.push(request.url());
        });
        const page = await context.newPage();
        const found: string[] = [];
        const look = async (at: Page, name: string) => {
          found.push(...(await axeFindings(at)));
          const width = await at.evaluate(() => document.documentElement.scrollWidth);
          if (width > viewport.width) found.push(`${at.url()} is ${width} px wide.`);
          const folder = process.env['HOSTED_PICTURES'];
          const path = `${folder}/${name}-${viewport.width}-${colorScheme}.png`;
          if (folder) await at.screenshot({ path, fullPage: true });
        };
        await page.goto(`${site}/practice-tenants/`);
        await look(page, 'none');
        await page.goto(`${site}/practice-tenants/?ended`);
        await look(page, 'ended');
        await page.goto(`${site}/practice-tenants/made`);
        await page.getByText('your browser didn’t keep the cookie').waitFor();
        await look(page, 'cookies');
        await page.goto(`${site}/tutorials/entra-id/configure/`);
        await look(page, 'step-without');
        await page.getByRole('button', { name: 'Make your own practice tenants' }).click();
        await page.waitForURL(`${site}/tutorials/entra-id/configure/`);
        await look(page, 'step-with');
        for (const [name, path] of [
          ['check', '/check/'],
          ['lesson', '/attack-lab/who-is-this/'],
          ['practice-tenant', '/reference/practice-tenant/'],
          ['any-app', '/reference/any-app/'],
          ['in-tests', '/reference/practice-tenant-in-tests/'],
        ] as const) {
          await page.goto(site + path);
          await look(page, name);
        }
        await page.goto(`${site}/practice-tenants/`);
        for (const summary of await page.locator('main summary').all()) await summary.click();
        await look(page, 'own');
        const desk = await openDesk(page);
        await look(desk, 'desk');
        await desk.close();
        await page.goto(`${site}/demo/entra-id/`);
        await look(page, 'demo');
        await page.getByRole('button', { name: 'Sign in', exact: true }).click();
        await page.getByRole('button', { name: /^Alex Rivera/ }).waitFor();
        await look(page, 'pick');
        for (const [name, path] of [
          ['tenant-home', '/'],
          ['tenant-ended', '/0a0a0a0a-1111-4111-8111-abcdef012345/oauth2/v2.0/authorize'],
          ['tenant-nobodys', '/0a0a0a0a-1111-4111-8111-111111111111/oauth2/v2.0/authorize'],
        ] as const) {
          await page.goto(tenant + path);
          await look(page, name);
        }
        await context.clearCookies();
        await page.goto(`${tenant}/desk`);
        await page.waitForURL(`${site}/practice-tenants/`);
        await look(page, 'desk-of-nobody');
        expect(found).toEqual([]);
        expect(elsewhere).toEqual([]);
        await context.close();
      },
    );
  });
});

async function openDesk(page: Page): Promise<Page> {
  await page.goto(`${site}/practice-tenants/`);
  const opened = page.context().waitForEvent('page');
  await page
    .getByRole('button', { name: /^Open the desk/ })
    .first()
    .click();
  const desk = await opened;
  await desk.waitForURL(`${tenant}/desk/entra-id`);
  return desk;
}
