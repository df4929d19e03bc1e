import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../../../e2e/free-ports.ts';
import { type RunningTenant, runningTenant } from '../../../practice-tenant/running-tenant.ts';
import {
  federatedCredential,
  type KeyFolder,
  keyFolder,
  register,
  withCertificate,
  withFederatedToken,
} from './credentials.ts';
import { examined } from './examined.ts';
import { practice } from './practice.ts';

let tenant: RunningTenant;
let keys: KeyFolder;
beforeAll(async () => {
  tenant = await runningTenant();
  keys = keyFolder();
});
afterEach(() => tenant.reset());
afterAll(async () => {
  keys.remove();
  await tenant.remove();
});

const types = ['entra-id', 'external-id', 'external-id-custom-domain', 'b2c'] as const;
type Type = (typeof types)[number];

/** Gives the app a credential of this kind, and returns the variables for it. */
const credentials: Record<string, (type: Type) => Promise<NodeJS.Dict<string>>> = {
  'a secret': async () => ({}),
  async 'a certificate'(type) {
    const { variables, certificate } = await withCertificate(keys);
    await register(tenant, type, { certificates: [certificate] });
    return variables;
  },
  async 'a federated token'(type) {
    const { token: _, ...variables } = await withFederatedToken(keys);
    await register(tenant, type, { federatedCredentials: [await federatedCredential()] });
    return variables;
  },
};

/** In this order, what no request without a user shows. */
const neverKnown: Record<Type, readonly string[]> = {
  'entra-id': [],
  'external-id': ['user-flows'],
  'external-id-custom-domain': ['user-flows'],
  b2c: [],
};

describe.each(Object.entries(credentials))('with %s', (kind, prepared) => {
  test.each(types)('nothing is wrong in %s, and what stays unknown is said', async (type) => {
    // For redirect URIs at localhost, the port doesn't count.
    const REDIRECT_URI = `http://localhost:${await freePort()}/auth/redirect`;
    const variables = practice(tenant, type, { REDIRECT_URI, ...(await prepared(type)) });
    const { findings } = await examined({ variables });
    const not = findings.filter(({ status }) => status !== 'ok');
    expect(not.map(({ check, status }) => `${check} ${status}`)).toEqual(
      [
        ...neverKnown[type],
        ...(kind === 'a secret' ? ['credential-expiry'] : []),
        'platform',
        'consent',
      ].map((check) => `${check} unknown`),
    );
  });
});
