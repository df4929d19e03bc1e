import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoFaultName, demoFaults, faultsOf } from '../../src/auth/faults/demo-faults.ts';
import { faultCatalogue } from '../../src/practice-tenant/faults/catalogue.ts';
import { type TenantType, tenantTypes } from '../../src/scenarios/tenant-types.ts';
import type { RunningSite } from '../e2e/running-site.ts';
import { HttpBrowser, type Page } from '../http-browser.ts';
import { agree, demoOf, signIn, startSite, traceOf, wordsOf } from './practice-site.ts';

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
  if (fault === 'discovery-down') return browser.press(demo, 'Sign in');
  if (fault === 'social-provider-down') {
    const picker = await browser.press(demo, 'Sign in');
    return browser.press(picker, 'Continue with Practice Social');
  }
  const page = await signIn(browser, site.origin, type);
  return demoFaults[fault].shownBy === 'sign-in' ? page : browser.press(page, 'Call the API');
}

/** The messages that a page's trace marks, in order. */
const markedIn = ({ text }: Page): string[] =>
  [...text.matchAll(/<li [^>]*data-kind="([^"]+)" class="trace-failed"/g)].map(
    ([, kind = '']) => kind,
  );

interface Shown {
  /** What the error page or, after an API call, the demo's page shows. */
  page: string;
  /** The same in B2C, if it differs. */
  b2c?: string;
  /** What the trace marks. */
  marked: readonly string[];
}

const atSignIn = (page: string): Shown => ({ page, marked: ['authorize-error', 'failed'] });
const atTokenEndpoint = (page: string, b2c = page): Shown => ({
  page,
  b2c,
  marked: ['provider-error', 'failed'],
});
const inIdToken = (page: string): Shown => ({ page, marked: ['failed'] });
const fromApi = (page: string): Shown => ({ page, marked: ['api-answer'] });
const atRenewal: Shown = { page: 'You are signed in', marked: ['provider-error'] };

const shown: Readonly<Record<DemoFaultName, Shown>> = {
  'user-blocked': atSignIn('Error code: AADSTS50057'),
  'user-not-assigned': atSignIn('Error code: AADSTS50105'),
  'conditional-access': atSignIn('Error code: AADSTS53003'),
  'social-provider-down': atSignIn('Error code: AADB2C90289'),
  'discovery-down': { page: 'Error code: provider_failing', marked: ['discovery-error', 'failed'] },
  'token-endpoint-down': atTokenEndpoint('Error code: provider_failing'),
  'expired-secret': atTokenEndpoint('Error code: AADSTS7000222', 'Error code: AADB2C90081'),
  'app-disabled': atTokenEndpoint('Error code: AADSTS7000112', 'Error code: AADB2C90092'),
  'wrong-nonce': inIdToken('Error code: id_token_nonce'),
  'missing-nonce': inIdToken('Error code: id_token_nonce'),
  'wrong-issuer': inIdToken('Error code: id_token_issuer'),
  'wrong-audience': inIdToken('Error code: id_token_audience'),
  'expired-id-token': inIdToken('Error code: id_token_time'),
  'clock-ahead': inIdToken('Error code: id_token_time'),
  'bad-signature': inIdToken('Error code: id_token_signature'),
  'keys-rotated': inIdToken('Error code: id_token_signature'),
  'graph-throttled': fromApi('The API returned status 429'),
  'graph-unavailable': fromApi('The API returned status 503'),
  'grant-revoked': atRenewal,
  'second-factor-required': atRenewal,
};

it('offers only faults that the practice tenant has', () => {
  expect(Object.keys(faultCatalogue)).toEqual(expect.arrayContaining(Object.keys(demoFaults)));
});

describe.each(tenantTypes)('the demo %s', (tenantType) => {
  beforeAll(() => agree(site.origin, demoOf(tenantType)));

  it.each(faultsOf(tenantType))(
    'shows what %s does, marks it, and names the fault',
    async (fault) => {
      const { page, b2c = page, marked } = shown[fault];
      const browser = new HttpBrowser();
      await switchOn(browser, tenantType, fault);
      const failed = await meet(browser, tenantType, fault);
      expect(wordsOf(failed)).toContain(tenantType === 'b2c' ? b2c : page);
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
