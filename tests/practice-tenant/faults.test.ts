import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { tenantTypes } from '../../src/practice-tenant/directory/model.ts';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { settingCatalogue } from '../../src/practice-tenant/directory/tenant-settings.ts';
import { type Fault, faultCatalogue } from '../../src/practice-tenant/faults/catalogue.ts';
import { pageInstructions } from '../errors/page-instructions.ts';
import { type Effect, effects } from './fault-effects/effects.ts';
import { pageRows } from './fault-effects/page-rows.ts';
import { appBrowser, attempt, authorityFor, msalApp } from './msal-app.ts';
import { Reader } from './reproducible-codes/reader.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

vi.mock('node:timers/promises', () => import('./fault-effects/held-waits.ts'));

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());
afterEach(async () => {
  for (const type of tenantTypes) {
    const faults = tenant.faults(type);
    for (const { clientId, fault } of await faults.all()) await faults.set(clientId, fault, false);
  }
});

/** Faults are switched on, and nothing else is changed. */
const nothingToFollow = {
  settings: {},
  parameters: {},
  code: [],
  urls: [],
  address: () => {
    throw new Error('There is no address to open.');
  },
};
const said: Readonly<Record<string, string>> = faultCatalogue;
const rows = Object.entries<Effect>(effects);
const codesIn = (text: string): string[] => [...new Set(text.match(/AAD(?:STS|B2C)\d+/g))].sort();

describe.each(rows)('%s', (fault, { meets, observed }) => {
  const types = tenantTypes.filter((type) => meets[type] !== undefined);

  test.each(types)('is met with %s while it is on, and not before', async (type) => {
    const reader = () => new Reader(tenant, type, { ...nothingToFollow, fault });
    expect(await observed(reader(), async () => {})).not.toBe(meets[type]);
    const breaking = reader();
    expect(await observed(breaking, () => breaking.switchOn())).toBe(meets[type]);
  });

  test('is said with the same codes on the desk, on the page and where they are explained', () => {
    const codes = codesIn(Object.values(meets).join());
    expect(codesIn(said[fault] ?? '')).toEqual(codes);
    expect(codesIn(pageRows.get(fault) ?? '')).toEqual(codes);
    // The sample's own codes are seen in tests/samples/web-app/reproducible-codes.test.ts.
    const explained = [...pageInstructions]
      .filter(([code, page]) => page.fault === fault && /^AAD(?:STS|B2C)\d/.test(code))
      .map(([code]) => code);
    expect(codes).toEqual(expect.arrayContaining(explained));
  });
});

test.each([
  ['the desk', Object.keys(faultCatalogue)],
  ['the page', [...pageRows.keys()]],
])('%s has a row for each fault that is met above, and no other', (_, faults) => {
  expect([...faults].sort()).toEqual(rows.map(([fault]) => fault).sort());
});

test.each([...pageInstructions].filter(([, { fault }]) => fault !== undefined))(
  'the page of %s tells to switch on a fault or a setting that there is',
  (_, { fault }) => {
    expect([...Object.keys(effects), ...Object.keys(settingCatalogue)]).toContain(fault);
  },
);

const app = () => msalApp(tenant, 'entra-id');
const break_ = (fault: Fault) => tenant.faults('entra-id').set(clientIds.webApp, fault, true);

describe('at the token endpoint', () => {
  test('consent-removed tells the app that consent is required', async () => {
    const client = app();
    const { account } = await (await attempt(client)).redeem();
    if (account === null) throw new Error('MSAL made no account.');
    await break_('consent-removed');
    const renewal = client.acquireTokenSilent({
      account,
      scopes: ['User.Read'],
      forceRefresh: true,
    });
    await expect(renewal).rejects.toMatchObject({ subError: 'consent_required' });
  });
});

describe('in the sign-in', () => {
  test('consent-removed shows the consent page, also to a user who has signed in before', async () => {
    const browser = appBrowser();
    expect((await attempt(app(), { browser })).answer).toHaveProperty('code');
    await break_('consent-removed');
    const again = await attempt(app(), { browser, press: [] });
    expect(again.page.text).toContain('Permissions requested');
    const silent = await attempt(app(), { browser, prompt: 'none', press: [] });
    expect(silent.answer['error']).toBe('consent_required');
    expect(silent.answer['error_description']).toMatch(/^AADSTS65001: /);
  });

  test('consent-removed is over for the same browser once it is switched off', async () => {
    const browser = appBrowser();
    await attempt(app(), { browser });
    await break_('consent-removed');
    await attempt(app(), { browser, press: [] });
    await tenant.faults('entra-id').set(clientIds.webApp, 'consent-removed', false);
    const { answer } = await attempt(app(), { browser, prompt: 'none', press: [] });
    expect(answer).toHaveProperty('code');
  });
});

describe('in the ID token', () => {
  test('no other app is touched', async () => {
    await break_('bad-signature');
    const other = msalApp(tenant, 'entra-id', {
      clientId: clientIds.needsConsent,
      credential: { clientSecret: 'practice~needs-consent~not-a-real-secret' },
    });
    const result = await (await attempt(other, { press: ['Alex Rivera', 'Accept'] })).redeem();
    const keys = createRemoteJWKSet(
      new URL(`${authorityFor(tenant, 'entra-id')}/discovery/v2.0/keys`),
    );
    await jwtVerify(result.idToken, keys);
  });
});
