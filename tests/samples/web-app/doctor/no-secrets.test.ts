import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checks } from '../../../../samples/web-app/doctor/checks.ts';
import type { Finding } from '../../../../samples/web-app/doctor/finding.ts';
import type { Known } from '../../../../samples/web-app/doctor/known.ts';
import { jsonOf, linesOf } from '../../../../samples/web-app/doctor/report.ts';
import { realSurroundings } from '../../../../samples/web-app/doctor/surroundings.ts';
import { freePort } from '../../../e2e/free-ports.ts';
import { type RunningTenant, runningTenant } from '../../../practice-tenant/running-tenant.ts';
import { type CompanyNetwork, companyNetwork } from '../company-network.ts';
import { type KeyFolder, keyFolder, withCertificate, withFederatedToken } from './credentials.ts';
import { envText } from './examined.ts';
import { practice } from './practice.ts';

let tenant: RunningTenant;
let company: CompanyNetwork;
let keys: KeyFolder;
beforeAll(async () => {
  [tenant, company] = await Promise.all([runningTenant(), companyNetwork()]);
  keys = keyFolder();
});
afterAll(async () => {
  keys.remove();
  await Promise.all([tenant.remove(), company.close()]);
});

/**
 * Everything that all checks say, for people and for programs. What replaces secrets in findings
 * (without-secrets.ts) isn't used: no check may need it.
 */
async function everythingSaid(variables: NodeJS.Dict<string>): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
  writeFileSync(join(folder, '.env'), envText(variables));
  const surroundings = { ...realSurroundings(), folder, shell: {}, useNetwork: () => [] };
  const known: Known = { environment: variables };
  const findings: Finding[] = [];
  for (const check of checks) {
    if (check.needs.some((need) => known[need] === undefined)) continue;
    const result = await check.run(known, surroundings);
    findings.push(...result.findings);
    Object.assign(known, result.learned);
  }
  rmSync(folder, { recursive: true });
  const lines = findings.map((finding) => linesOf(finding, variables));
  return [...lines, jsonOf(findings, variables)].join('\n');
}

const passwords = {
  SESSION_SECRET: `Canary-session-${'x'.repeat(32)}`,
  HTTPS_PROXY: 'http://me:Canary%40proxy@127.0.0.1:1',
  HTTP_PROXY: 'http://me:Canary%40proxy2@127.0.0.1:1',
};

test.each([
  ['a secret that works', async () => ({})],
  ['a wrong secret', async () => ({ CLIENT_SECRET: 'Canary~client~secret' })],
  [
    'a certificate that is not registered, with a password for its key',
    async () => ({
      ...(await withCertificate(keys)).variables,
      CLIENT_CERTIFICATE_PASSWORD: 'Canary~certificate',
    }),
  ],
  [
    'a federated token that is not trusted',
    async () => {
      const { token: _, ...variables } = await withFederatedToken(keys, { subject: 'someone' });
      return variables;
    },
  ],
  [
    'mistakes in what holds passwords',
    async () => ({
      REDIS_URL: 'redis://:Canary@cache.example/sessions',
      HTTPS_PROXY: 'ftp://me:Canary@proxy.example',
      SESSION_SECRET: 'Canary-short',
    }),
  ],
  [
    'a password that the proxy gets',
    async () => ({
      HTTPS_PROXY: company.proxyOrigin.replace('http://', 'http://me:Canary%2Fproxy@'),
    }),
  ],
])('no secret is said with %s', async (_, changes) => {
  const REDIS_URL = `redis://:Canary%40redis@127.0.0.1:${await freePort()}`;
  const variables = practice(tenant, 'entra-id', {
    ...passwords,
    REDIS_URL,
    ...(await changes()),
  });
  const said = await everythingSaid(variables);
  expect(said).not.toMatch(/Canary|PRIVATE KEY|practice~|eyJ/);
});
