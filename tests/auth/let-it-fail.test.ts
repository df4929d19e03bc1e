import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoFaultName, demoFaults, faultsOf } from '../../src/auth/faults/demo-faults.ts';
import { codesOf } from '../../src/auth/faults/fault-codes.ts';
import { seenInDemo } from '../../src/demo/see-it-happen.ts';
import { faultCatalogue } from '../../src/practice-tenant/faults/catalogue.ts';
import { type TenantType, tenantTypes } from '../../src/scenarios/tenant-types.ts';
import type { RunningSite } from '../e2e/running-site.ts';
import { records } from '../errors/records.ts';
import { HttpBrowser, type Page } from '../http-browser.ts';
import { agree, demoOf, pick, signIn, startSite, traceOf, wordsOf } from './practice-site.ts';

let site: RunningSite;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site?.stop());

const home = (tenantType: TenantType) => `${site.origin}/demo/${tenantType}/`;
const switchOn = (browser: HttpBrowser, tenantType: TenantType, fault: string) =>
  browser.post(`${site.origin}/auth/let-it-fail`, { demo: tenantType, fault });

/** Goes as far as the fault lets it. */
async function meet(browser: HttpBrowser, type: TenantType, fault: DemoFaultName): Promise<Page> {
  const demo = await browser.open(home(type));
  return follow(browser, type, fault, await browser.press(demo, 'Sign in'));
}

/** The same from where a button "Sign in" has led to. */
async function follow(
  browser: HttpBrowser,
  type: TenantType,
  fault: DemoFaultName,
  started: Page,
): Promise<Page> {
  if (fault === 'discovery-down') return started;
  if (fault === 'social-provider-down')
    return browser.press(started, 'Continue with Practice Social');
  const page = await pick(browser, started, demoOf(type).user);
  return demoFaults[fault].shownBy === 'sign-in' ? page : browser.press(page, 'Call the API');
}

/** The messages that a page's trace marks, in order. */
const markedIn = ({ text }: Page): string[] =>
  [...text.matchAll(/<li [^>]*data-kind="([^"]+)" class="trace-failed"/g)].map(
    ([, kind = '']) => kind,
  );

/** The codes that an error page shows, or those in the messages that the trace of another page marks. */
function codesIn(page: Page): string[] {
  const onErrorPage = /Error code: (\w+) (?:\( ?(\w+) ?\))?/.exec(wordsOf(page));
  if (onErrorPage) return onErrorPage.slice(1).filter((code) => code !== undefined);
  const marked = page.text
    .split(/(?=<li [^>]*data-kind=)/)
    .filter((row) => row.includes('class="trace-failed"'));
  return [...new Set(marked.join().match(/AAD(?:STS|B2C)\d+/g))];
}

interface Shown {
  /** What the error page or, after an API call, the demo's page says. */
  page: string;
  /** What the trace marks. */
  marked: readonly string[];
}

const refused = 'Error code:';
const atSignIn: Shown = { page: refused, marked: ['authorize-error', 'failed'] };
const atTokenEndpoint: Shown = { page: refused, marked: ['provider-error', 'failed'] };
const inIdToken: Shown = { page: refused, marked: ['failed'] };
const fromApi = (page: string): Shown => ({ page, marked: ['api-answer'] });
const atRenewal: Shown = { page: 'You are signed in', marked: ['provider-error'] };

/** Where each fault is seen. Its codes are in src/auth/faults/fault-codes.ts, which error pages read too. */
const shown: Readonly<Record<DemoFaultName, Shown>> = {
  'user-blocked': atSignIn,
  'user-not-assigned': atSignIn,
  'conditional-access': atSignIn,
  'social-provider-down': atSignIn,
  'discovery-down': { page: refused, marked: ['discovery-error', 'failed'] },
  'token-endpoint-down': atTokenEndpoint,
  'expired-secret': atTokenEndpoint,
  'app-disabled': atTokenEndpoint,
  'wrong-nonce': inIdToken,
  'missing-nonce': inIdToken,
  'wrong-issuer': inIdToken,
  'wrong-audience': inIdToken,
  'expired-id-token': inIdToken,
  'clock-ahead': inIdToken,
  'bad-signature': inIdToken,
  'keys-rotated': inIdToken,
  'graph-throttled': fromApi('The API returned status 429'),
  'graph-unavailable': fromApi('The API returned status 503'),
  'grant-revoked': atRenewal,
  'consent-removed': atTokenEndpoint,
  'second-factor-required': atRenewal,
};

it('offers only faults that the practice tenant has', () => {
  expect(Object.keys(faultCatalogue)).toEqual(expect.arrayContaining(Object.keys(demoFaults)));
});

describe.each(tenantTypes)('the demo %s', (tenantType) => {
  beforeAll(() => agree(site.origin, demoOf(tenantType)));

  it.each(faultsOf(tenantType))(
    'shows the codes of %s, marks it, and names the fault',
    async (fault) => {
      const { page, marked } = shown[fault];
      const browser = new HttpBrowser();
      await switchOn(browser, tenantType, fault);
      const failed = await meet(browser, tenantType, fault);
      expect(wordsOf(failed)).toContain(page);
      expect(codesIn(failed)).toEqual(codesOf(fault, tenantType));
      expect(wordsOf(failed)).toContain(`You switched this fault on: ${demoFaults[fault].label}`);
      expect(markedIn(await browser.open(home(tenantType)))).toEqual(marked);
    },
  );

  it('works again once the fault is switched off on the error page', async () => {
    const browser = new HttpBrowser();
    await switchOn(browser, tenantType, 'wrong-nonce');
    const failed = await meet(browser, tenantType, 'wrong-nonce');
    const off = await browser.press(failed, 'Switch it off');
    expect(wordsOf(off)).not.toContain('You switched this fault on');
    const page = await browser.press(off, 'Sign in');
    expect(wordsOf(page)).toContain('You are signed in');
    expect(traceOf(page).at(-1)).toBe('signed-in');
    expect(page.text).not.toMatch(/practice[_-]faults/);
  });

  it.each(['expired-secret', 'user-blocked', 'keys-rotated', 'discovery-down'] as const)(
    'keeps %s from another visitor who signs in with the same registration meanwhile',
    async (fault) => {
      const browsers = [new HttpBrowser(), new HttpBrowser(), new HttpBrowser()] as const;
      const [before, breaking, after] = browsers;
      await switchOn(breaking, tenantType, fault);
      const [first, failed, second] = await Promise.all([
        signIn(before, site.origin, tenantType),
        meet(breaking, tenantType, fault),
        signIn(after, site.origin, tenantType),
      ]);
      expect(wordsOf(failed)).toContain('You switched this fault on');
      for (const page of [first, second]) {
        expect(wordsOf(page)).toContain('You are signed in');
        expect(markedIn(page)).toEqual([]);
      }
    },
  );

  it('takes nothing from the memory that all visitors share, and leaves nothing there', async () => {
    await signIn(new HttpBrowser(), site.origin, tenantType);
    const breaking = new HttpBrowser();
    await switchOn(breaking, tenantType, 'keys-rotated');
    await meet(breaking, tenantType, 'keys-rotated');
    const failed = traceOf(await breaking.open(home(tenantType)));
    expect(failed.filter((kind) => kind.endsWith('-cached'))).toEqual([]);
    const page = await signIn(new HttpBrowser(), site.origin, tenantType);
    expect(traceOf(page)).toEqual(expect.arrayContaining(['discovery-cached', 'keys-cached']));
  });
});

it('breaks one demo and leaves the same browser’s other demos as they are', async () => {
  const browser = new HttpBrowser();
  await switchOn(browser, 'entra-id', 'wrong-nonce');
  const page = await signIn(browser, site.origin, 'external-id');
  expect(wordsOf(page)).toContain('You are signed in');
});

/** The ways in which pages of errors promise their code: one for each button. */
const promised = [...records.keys()].flatMap((code) => {
  const { faults = [], tenantTypes: types = [] } = seenInDemo(code) ?? {};
  return faults.flatMap((fault) => types.map((type) => ({ code, fault, type })));
});

it('has a page for every code that a fault brings about, with a button that does', () => {
  const codes = tenantTypes.flatMap((type) =>
    faultsOf(type).flatMap((fault) => codesOf(fault, type)),
  );
  expect(codes.filter((code) => !records.has(code))).toEqual([]);
  const seen = new Set(promised.map(({ code }) => code));
  expect(codes.filter((code) => !seen.has(code))).toEqual([]);
});

it.each(promised)(
  'the button of $code leads to it with $type, by $fault',
  async ({ code, fault, type }) => {
    expect(faultsOf(type)).toContain(fault);
    expect(codesOf(fault, type)).toContain(code);
    const browser = new HttpBrowser();
    const page = await browser.open(`${site.origin}/errors/${code}/`);
    const button = page.forms
      .flatMap(({ buttons }) => buttons)
      .find(({ name, value }) => name === 'demo' && value === type);
    const label = button?.label ?? 'no button';
    const started = await browser.press(page, label, { fault });
    const failed = await follow(browser, type, fault, started);
    expect(codesIn(failed)).toContain(code);
  },
);

it('a button starts no sign-in at a tenant where nothing can be broken', async () => {
  const browser = new HttpBrowser();
  const fields = { demo: 'entra-id', fault: 'no-such-fault' };
  const page = await browser.post(`${site.origin}/auth/let-it-fail?then=sign-in`, fields);
  expect(page.url).toBe(home('entra-id'));
  expect(traceOf(page)).toEqual([]);
});

it('remembers no fault that the demo doesn’t offer', async () => {
  const browser = new HttpBrowser();
  for (const fault of ['social-provider-down', 'slow', '__proto__', '']) {
    const page = await switchOn(browser, 'entra-id', fault);
    expect(page.url).toBe(home('entra-id'));
    expect(browser.cookieNames(home('entra-id'))).toEqual([]);
  }
  const cookie = 'lab.entra-id.fault=slow; Path=/';
  browser.setCookie(home('entra-id'), cookie);
  expect(wordsOf(await signIn(browser, site.origin, 'entra-id'))).toContain('You are signed in');
});

it('comes back to a step’s pane, and to no other site', async () => {
  const post = (returnTo: string) =>
    new HttpBrowser().post(`${site.origin}/auth/let-it-fail`, {
      demo: 'entra-id',
      fault: 'wrong-nonce',
      returnTo,
    });
  const step = '/tutorials/entra-id/sign-in/?try-it#try-it';
  expect((await post(step)).url).toBe(site.origin + step);
  expect((await post('https://evil.example/')).url).toBe(home('entra-id'));
});

it('chooses the fault that a link suggests, and switches nothing on by that', async () => {
  const browser = new HttpBrowser();
  const page = await browser.open(`${home('entra-id')}?fault=bad-signature`);
  expect(page.text).toContain('<option value="bad-signature" selected>');
  expect(page.text).toMatch(/<details class="demo-faults" id="let-it-fail" open>/);
  expect(browser.cookieNames(home('entra-id'))).toEqual([]);
  const on = await browser.press(page, 'Switch it on');
  expect(wordsOf(on)).toContain('You switched this fault on: Bad signature');
});
