import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningSite } from '../e2e/running-site.ts';
import { HttpBrowser } from '../http-browser.ts';
import { signIn, traceOf, unexplained, wordsOf } from './practice-site.ts';
import { startStepUpSite } from './step-up-site.ts';

describe('an operator’s API that asks for a second factor', () => {
  let site: RunningSite;
  beforeAll(async () => {
    site = await startStepUpSite();
  });
  afterAll(() => site?.stop());

  it('gets it: the demo signs in with the API’s claims, and shows what the API answers then', async () => {
    const browser = new HttpBrowser();
    const home = await signIn(browser, site.origin, 'entra-id');
    const consent = await browser.press(home, 'Call the API');
    const approval = await browser.press(consent, 'Accept');
    expect(new URL(approval.url).origin).toBe(`http://127.0.0.1:${site.ports.front}`);
    expect(wordsOf(approval)).toContain('Approve the sign-in');
    const authorize = approval.visited.find((url) => url.includes('access_token')) ?? '';
    expect(JSON.parse(new URL(authorize).searchParams.get('claims') ?? '')).toMatchObject({
      access_token: { acrs: { essential: true, value: 'c1' } },
    });

    const page = await browser.press(approval, 'Approve');
    expect(page.url).toBe(`${site.origin}/demo/entra-id/#result`);
    expect(wordsOf(page)).toContain('The API returned status 200');
    expect(wordsOf(page)).toContain('Read the tutorial');
    expect(unexplained(page)).toEqual([]);
    const kinds = traceOf(page);
    const asked = kinds.slice(kinds.indexOf('call-api'));
    expect(asked.filter((kind) => !/refresh|cached|discovery|keys/.test(kind))).toEqual([
      'call-api',
      'provider-error',
      'sign-in-needed',
      'authorize',
      'authorize-answer',
      'callback',
      'redeem',
      'redeem-answer',
      'api',
      'api-challenge',
      'sign-in-needed',
      'authorize',
      'authorize-answer',
      'callback',
      'redeem',
      'redeem-answer',
      'api',
      'api-answer',
      'signed-in',
    ]);
    expect(wordsOf(page)).toContain('insufficient_claims');

    const again = await browser.press(page, 'Call the API');
    expect(wordsOf(again)).toContain('The API returned status 200');
  });
});
