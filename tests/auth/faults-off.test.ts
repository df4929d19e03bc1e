import { expect, it } from 'vitest';
import { liveDemo, practiceDemos } from '../../src/auth/live-demo.ts';
import { readEnvironment } from '../../src/server/environment.ts';
import { HttpBrowser } from '../http-browser.ts';
import { siteOrigin } from '../practice-tenant/running-tenant.ts';
import { answer } from './runs/in-process-site.ts';

const secret = { sessionSecrets: ['a-secret-of-the-test-that-is-long-enough'] };
const demoWith = (environment: Record<string, string>) => ({
  ...readEnvironment({ SITE_ORIGIN: siteOrigin, ...environment }).demo,
  ...secret,
});

/** The cookies of a browser after it asked for a fault. */
async function cookiesAfterFault(environment: Record<string, string>): Promise<readonly string[]> {
  const demo = demoWith(environment);
  const browser = new HttpBrowser({
    fetch: async (input, init) => answer(new Request(input, init), demo),
  });
  await browser.post(`${siteOrigin}/auth/let-it-fail`, { demo: 'entra-id', fault: 'wrong-nonce' });
  return browser.cookieNames(siteOrigin);
}

it('offers no fault and takes none once the operator has turned faults off', async () => {
  expect(await cookiesAfterFault({})).toEqual(['lab.entra-id.fault']);
  expect(await cookiesAfterFault({ PARTS_OFF: 'faults' })).toEqual([]);
  const demo = demoWith({ PARTS_OFF: 'faults' });
  expect(practiceDemos({ demo })).toEqual([]);
  expect(liveDemo({ demo }).tenants.get('entra-id')?.faultCookie).toBeUndefined();
});
