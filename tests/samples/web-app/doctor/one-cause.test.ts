import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { clientIds } from '../../../../src/practice-tenant/directory/seeded-registrations.ts';
import { freePort } from '../../../e2e/free-ports.ts';
import { type RunningTenant, runningTenant } from '../../../practice-tenant/running-tenant.ts';
import { type Examined, examined } from './examined.ts';
import { practice } from './practice.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterEach(() => tenant.reset());
afterAll(() => tenant.remove());

const entra = async (changes: NodeJS.Dict<string> = {}) => {
  const REDIRECT_URI = `http://localhost:${await freePort()}/auth/redirect`;
  return practice(tenant, 'entra-id', { REDIRECT_URI, ...changes });
};
const closed = async () => `localhost:${await freePort()}`;
const organization = '0a0a0a0a-1111-4111-8111-111111111111';
const nowhere = '99999999-9999-4999-8999-999999999999';

const ofApp = ['credential', 'redirect-uri', 'platform', 'api-audience'];
const ofTenant = ['issuer', 'keys', 'app', ...ofApp];
const ofDiscovery = ['clock', 'tenant', ...ofTenant];
const ofWay = ['discovery', ...ofDiscovery];
const itself = ['public-cookies', 'proxy-headers'];
const ofNetwork = ['practice-tenant', 'dns', 'tls', ...ofWay, 'api', ...itself];

/** What is wrong, the check that tells it, and the checks that can't run because of it. */
const causes: Record<string, [prepare: () => Promise<Examined>, string, readonly string[]]> = {
  'a proxy that does not run': [
    async () => {
      const AUTHORITY = `https://login.microsoftonline.com/${organization}`;
      const HTTPS_PROXY = `http://${await closed()}`;
      return examined({ variables: await entra({ AUTHORITY, HTTPS_PROXY }) });
    },
    'proxy',
    ofNetwork,
  ],
  'a proxy that does not run, and that no request takes': [
    async () => {
      const HTTPS_PROXY = `http://${await closed()}`;
      return examined({ variables: await entra({ HTTPS_PROXY }) });
    },
    'proxy',
    [],
  ],
  'a proxy that this Node.js cannot use': [
    async () =>
      examined({ variables: await entra(), surroundings: { useNetwork: () => ['It cannot.'] } }),
    'proxy',
    ofNetwork,
  ],
  'a practice tenant that does not run': [
    async () => {
      const PRACTICE_TENANT_FRONT_ORIGIN = `http://${await closed()}`;
      return examined({ variables: await entra({ PRACTICE_TENANT_FRONT_ORIGIN }) });
    },
    'practice-tenant',
    ['tls', ...ofWay, 'api'],
  ],
  'no DNS': [
    async () => {
      const addressesOf = () => Promise.reject(new Error('getaddrinfo ENOTFOUND'));
      return examined({ variables: await entra(), surroundings: { addressesOf } });
    },
    'dns',
    ['tls', ...ofWay, 'api'],
  ],
  'an API without an address': [
    async () => {
      const addressesOf = async (host: string) => {
        if (host === 'localhost') return ['127.0.0.1'];
        throw new Error('getaddrinfo ENOTFOUND');
      };
      const changes = {
        ENDPOINT: 'https://api.invalid/tasks',
        SCOPE: `api://${clientIds.tasksApi}/Tasks.Read`,
      };
      return examined({ variables: await entra(changes), surroundings: { addressesOf } });
    },
    'dns',
    ['api'],
  ],
  'an authority where nothing listens': [
    async () =>
      examined({
        variables: await entra({ AUTHORITY: `https://${await closed()}/${organization}` }),
      }),
    'tls',
    ofWay,
  ],
  'an API where nothing listens': [
    async () => {
      const SCOPE = `api://${clientIds.tasksApi}/Tasks.Read`;
      return examined({
        variables: await entra({ ENDPOINT: `https://${await closed()}/tasks`, SCOPE }),
      });
    },
    'tls',
    ['api'],
  ],
  'an identity provider that fails': [
    async () => {
      await tenant.faults('entra-id').set(clientIds.webApp, 'discovery-down', true);
      return examined({ variables: await entra() });
    },
    'discovery',
    ofDiscovery,
  ],
  'a misspelled user flow of B2C': [
    async () => {
      const REDIRECT_URI = `http://localhost:${await freePort()}/auth/redirect`;
      const SIGNUPSIGNIN_USER_FLOW = 'B2C_1_misspelled';
      return examined({
        variables: practice(tenant, 'b2c', { REDIRECT_URI, SIGNUPSIGNIN_USER_FLOW }),
      });
    },
    'discovery',
    [...ofDiscovery, 'user-flows'],
  ],
  'a tenant that is not there': [
    async () =>
      examined({ variables: await entra({ AUTHORITY: `${tenant.options.origin}/${nowhere}` }) }),
    'tenant',
    ofTenant,
  ],
  'an app that the tenant does not know': [
    async () => examined({ variables: await entra({ CLIENT_ID: nowhere }) }),
    'app',
    ofApp,
  ],
  'a secret that the tenant refuses': [
    async () => examined({ variables: await entra({ CLIENT_SECRET: 'practice~web-app~wrong' }) }),
    'credential',
    ['api-audience'],
  ],
  'a host of Redis without an address': [
    async () => examined({ variables: await entra({ REDIS_URL: 'redis://cache.invalid' }) }),
    'redis',
    [],
  ],
};

test.each(Object.entries(causes))('%s is wrong once, and what needs it waits', async (_, row) => {
  const [prepare, cause, waiting] = row;
  const { findings } = await prepare();
  const failed = findings.filter(({ status }) => status === 'failed');
  expect(failed.map(({ check }) => check)).toEqual([cause]);
  const unchecked = findings.filter(({ waitsFor }) => waitsFor !== undefined);
  expect(unchecked.map(({ check }) => check).sort()).toEqual([...waiting].sort());
  expect(new Set(unchecked.map(({ status, waitsFor }) => `${status} ${waitsFor?.check}`))).toEqual(
    new Set(waiting.length > 0 ? [`unknown ${cause}`] : []),
  );
});
