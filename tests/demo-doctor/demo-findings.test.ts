import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../samples/web-app/doctor/finding.ts';
import { networkSettingsFrom } from '../../samples/web-app/sign-in/index.ts';
import type { DemoConfiguration } from '../../src/auth/demo-configuration.ts';
import { demoRegistrations } from '../../src/auth/registrations.ts';
import { everyFinding } from '../../src/demo-doctor/demo-findings.ts';
import { doctorVisit } from '../../src/demo-doctor/doctor-visit.ts';
import { lastRun, run } from '../../src/demo-doctor/last-run.ts';
import { findLocalhostNames } from '../localhost-names.ts';
import {
  type RunningTenant,
  runningTenant,
  siteOrigin,
} from '../practice-tenant/running-tenant.ts';

findLocalhostNames();

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant?.remove());

const network = networkSettingsFrom({});
const secret = 'aB3~not-a-real-secret-value-1234567890ab';

const registrations = (env: Record<string, string> = {}, origin = siteOrigin) =>
  demoRegistrations(env, {
    siteOrigin: origin,
    practiceTenant: {
      origin: tenant.options.origin,
      customDomainOrigin: tenant.options.customDomainOrigin,
    },
  });

const configured = (origin = siteOrigin): DemoConfiguration => ({
  siteOrigin: origin,
  sessionSecrets: ['s'.repeat(32)],
  sessionLifetime: { idle: 60, absolute: 600 },
  redisUrl: undefined,
  practiceTenant: undefined,
  partsOff: new Set(),
  registrations: new Map([...registrations({}, origin)].slice(0, 2)),
});

async function findingsOf(env: Record<string, string>): Promise<Finding[]> {
  const registered = registrations(env).get('entra-id');
  if (!registered) throw new Error('No registration.');
  return everyFinding('entra-id', registered, network);
}

const practiceApp = (changes: Record<string, string> = {}) => ({
  ENTRA_ID__CLIENT_ID: '11111111-1111-4111-8111-111111111111',
  ENTRA_ID__CLIENT_SECRET: 'practice~live-demo~not-a-real-secret',
  ENTRA_ID__AUTHORITY: `${tenant.options.origin}/0a0a0a0a-1111-4111-8111-111111111111`,
  ...changes,
});

describe('the doctor of a live demo', () => {
  it.each(['entra-id', 'external-id', 'external-id-custom-domain', 'b2c'] as const)(
    'finds nothing wrong with the practice registration of %s',
    async (demoName) => {
      const registered = registrations().get(demoName);
      if (!registered) throw new Error('No registration.');
      const findings = await everyFinding(demoName, registered, network);
      expect(findings.filter(({ status }) => status === 'failed')).toEqual([]);
      expect(findings.find(({ check }) => check === 'redirect-uri')?.status).toBe('ok');
    },
  );

  it('names the operator’s variables, and shows no secret', async () => {
    const findings = await findingsOf(practiceApp({ ENTRA_ID__CLIENT_SECRET: secret }));
    const credential = findings.find(({ check }) => check === 'credential');
    expect(credential).toMatchObject({ status: 'failed', code: 'AADSTS7000215' });
    expect(credential?.todo).toMatch(/ENTRA_ID__CLIENT_SECRET/);
    expect(JSON.stringify(findings)).not.toContain(secret);
  });

  it('tells an app that the tenant does not have', async () => {
    const findings = await findingsOf(
      practiceApp({ ENTRA_ID__CLIENT_ID: '99999999-9999-4999-8999-999999999999' }),
    );
    expect(findings.find(({ check }) => check === 'app')).toMatchObject({
      status: 'failed',
      code: 'AADSTS700016',
    });
  });
});

describe('the page that checks the demos', () => {
  const ask = (demo: DemoConfiguration, method: string, headers: Record<string, string> = {}) =>
    doctorVisit({
      request: new Request(`${demo.siteOrigin}/demo/doctor/`, { method, headers }),
      locals: { demo },
    });

  it('shows nothing before the first run, and then what that run found', async () => {
    const demo = configured();
    expect(await ask(demo, 'GET')).toEqual({ run: undefined });
    const answer = await ask(demo, 'POST', { origin: siteOrigin });
    expect(answer).toMatchObject({ status: 303 });
    expect((answer as Response).headers.get('location')).toBe(`${siteOrigin}/demo/doctor/#result`);
    expect(lastRun(demo)?.demos.map(({ demoName }) => demoName)).toEqual([
      'entra-id',
      'external-id',
    ]);
    expect(await ask(demo, 'GET')).toEqual({ run: lastRun(demo) });
  });

  it('has one run at a time', async () => {
    const demo = configured();
    const first = run(demo, network);
    expect(run(demo, network)).toBe(first);
    await first;
    const second = run(demo, network);
    expect(second).not.toBe(first);
    await second;
  });

  it('doesn’t exist on a public host', async () => {
    const demo = configured('https://lab.example.com');
    for (const method of ['GET', 'POST'])
      expect(await ask(demo, method, { origin: demo.siteOrigin })).toMatchObject({ status: 404 });
    expect(lastRun(demo)).toBeUndefined();
  });

  it.each([
    ['another site', { origin: 'https://elsewhere.example' }],
    ['another site, in a newer browser', { 'sec-fetch-site': 'cross-site', origin: siteOrigin }],
    ['no page at all', {}],
  ])('runs nothing for a form of %s', async (_, headers) => {
    const demo = configured();
    expect(await ask(demo, 'POST', headers)).toMatchObject({ status: 403 });
    expect(lastRun(demo)).toBeUndefined();
  });
});
