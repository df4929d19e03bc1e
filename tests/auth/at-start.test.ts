import { afterAll, describe, expect, it } from 'vitest';
import type { RunningSite } from '../e2e/running-site.ts';
import { HttpBrowser } from '../http-browser.ts';
import { signIn, startSite, wordsOf } from './practice-site.ts';

const running: RunningSite[] = [];
afterAll(() => Promise.all(running.map((site) => site.stop())));

async function started(env: Record<string, string>): Promise<RunningSite> {
  const site = await startSite(env);
  running.push(site);
  return site;
}

describe('a site with an operator’s registration', () => {
  it('does not start with a wrong one, and says so in sentences', async () => {
    const env = {
      ENTRA_ID__CLIENT_ID: 'the-client-id',
      ENTRA_ID__CLIENT_SECRET: 'canary-secret-that-nobody-may-print',
      ENTRA_ID__AUTHORITY: 'https://login.microsoftonline.com/common',
    };
    const refusal = await started(env).catch((error: Error) => error.message);
    expect(refusal).toContain('ENTRA_ID__CLIENT_ID must be a GUID');
    expect(refusal).toContain('ENTRA_ID__AUTHORITY ends in /common');
    expect(refusal).not.toContain('canary');
    expect(refusal).not.toMatch(/\n\s+at /);
  });

  it('shows whose tenant it is, and explains when the identity provider doesn’t respond', async () => {
    const site = await started({
      EXTERNAL_ID_CUSTOM_DOMAIN__CLIENT_ID: '8a1f1c7e-52a0-4a4e-9f7b-0d3f6c1f2b10',
      EXTERNAL_ID_CUSTOM_DOMAIN__CLIENT_SECRET: 'aB3~not-a-real-secret-value',
      EXTERNAL_ID_CUSTOM_DOMAIN__OIDC_AUTHORITY:
        'https://localhost:9/0c0c0c0c-3333-4333-8333-333333333333/v2.0',
    });
    const browser = new HttpBrowser();
    const demo = await browser.open(`${site.origin}/demo/external-id-custom-domain/`);
    expect(wordsOf(demo)).toContain('Operator’s tenant');
    const page = await browser.press(demo, 'Sign in');
    expect(page.status).toBe(503);
    expect(wordsOf(page)).toContain('reach the identity provider');
    const other = await signIn(browser, site.origin, 'entra-id');
    expect(wordsOf(other)).toContain('Practice tenant');
    expect(wordsOf(other)).toContain('You are signed in as Alex Rivera');
  });
});

it('explains a store that is down, and shows every page that needs none', async () => {
  const site = await started({ REDIS_URL: 'redis://127.0.0.1:9' });
  const browser = new HttpBrowser();
  const picker = await browser.press(
    await browser.open(`${site.origin}/demo/entra-id/`),
    'Sign in',
  );
  const page = await browser.press(picker, 'Alex Rivera');
  expect(page.status).toBe(503);
  expect(wordsOf(page)).toContain('available right now');
  expect((await browser.open(`${site.origin}/`)).status).toBe(200);
  expect(site.process.output()).toMatch(/^Redis: .*127\.0\.0\.1:9/m);
});
