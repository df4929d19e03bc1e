import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Finding } from '../../../../../samples/web-app/doctor/finding.ts';
import {
  cookiesOfItself,
  proxyHeadersOfItself,
} from '../../../../../samples/web-app/doctor/outside/itself.ts';
import { runChecks } from '../../../../../samples/web-app/doctor/run-checks.ts';
import { realSurroundings } from '../../../../../samples/web-app/doctor/surroundings.ts';
import {
  networkSettingsFrom,
  registrationFrom,
} from '../../../../../samples/web-app/sign-in/index.ts';
import { freePort } from '../../../../e2e/free-ports.ts';
import { type RunningTenant, runningTenant } from '../../../../practice-tenant/running-tenant.ts';
import { practiceVariables, type RunningWebApp, runningWebApp } from '../../running-web-app.ts';
import { certificateFor, type PublicProxy, publicProxy } from './public-proxy.ts';

let tenant: RunningTenant;
let proxy: PublicProxy;
let app: RunningWebApp;
beforeAll(async () => {
  tenant = await runningTenant();
  proxy = await publicProxy(await freePort(), await certificateFor('app.localhost'));
  app = await runningWebApp({
    ...variables(),
    REDIRECT_URI: `${proxy.origin}/auth/redirect`,
    SESSION_SECRET: 'one-secret-of-at-least-32-characters',
  });
  proxy.instances = [app.origin];
});
afterAll(async () => {
  await app?.stop();
  await proxy?.close();
  await tenant?.remove();
});

const variables = () => {
  const { frontOrigin: front, origin: back, customDomainOrigin: custom } = tenant.options;
  return practiceVariables('entra-id', { front, back, custom });
};

/** The two lines of the run inside, for an app with this redirect URI. */
async function found(REDIRECT_URI: string): Promise<Finding[]> {
  const port = new URL(REDIRECT_URI).port;
  const registration = registrationFrom({ ...variables(), REDIRECT_URI, PORT: port });
  const given = { registration, networkInUse: networkSettingsFrom({}) };
  const findings: Finding[] = [];
  const checks = [cookiesOfItself, proxyHeadersOfItself];
  for await (const finding of runChecks(checks, given, realSurroundings())) findings.push(finding);
  return findings;
}

const statuses = (findings: readonly Finding[]) => findings.map(({ status }) => status);

describe('the request of an app to itself', () => {
  test('is sent to its public address', async () => {
    const findings = await found(`${proxy.origin}/auth/redirect`);
    expect(findings.map(({ check }) => check)).toEqual(['public-cookies', 'proxy-headers']);
    expect(statuses(findings)).toEqual(['ok', 'ok']);
  });

  test('shows what a proxy takes away', async () => {
    proxy.faults.changeResponse = (headers) => {
      const sent = [headers['set-cookie'] ?? []].flat();
      headers['set-cookie'] = sent.map((cookie) => cookie.replace('; Secure', ''));
    };
    expect(statuses(await found(`${proxy.origin}/auth/redirect`))).toEqual(['failed', 'failed']);
    proxy.faults = {};
  });

  test('isn’t sent on http', async () => {
    const before = proxy.asked.length;
    const findings = await found(`http://localhost:${await freePort()}/auth/redirect`);
    expect(statuses(findings)).toEqual(['ok', 'ok']);
    expect(proxy.asked).toHaveLength(before);
  });

  test('proves nothing while the app doesn’t run there', async () => {
    const origin = `https://app.localhost:${await freePort()}`;
    const findings = await found(`${origin}/auth/redirect`);
    expect(statuses(findings)).toEqual(['unknown', 'unknown']);
    expect(findings[0]?.todo).toContain(`npm run doctor -- --url ${origin}`);
  });
});
