import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DemoConfiguration } from '../../src/auth/demo-configuration.ts';
import { practiceKeys } from '../../src/auth/practice-keys.ts';
import { demoRegistrations } from '../../src/auth/registrations.ts';
import { type Jwt, readJwt } from '../../src/jwt/read-jwt.ts';
import { tenantTypes } from '../../src/practice-tenant/directory/model.ts';
import { issuerOf } from '../../src/token-inspector/about/issuer.ts';
import { kindOf } from '../../src/token-inspector/about/token-kind.ts';
import { findTokens } from '../../src/token-inspector/paste/find-tokens.ts';
import { checkSignature } from '../../src/token-inspector/signature/check-signature.ts';
import { isIssuerOfKeys, tenantKeysIn } from '../../src/token-inspector/signature/practice-keys.ts';
import { ask, b2cTasks, signIn, tasks } from '../practice-tenant/plain-app.ts';
import {
  type RunningTenant,
  runningTenant,
  siteOrigin,
} from '../practice-tenant/running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

const configuration = (env: Record<string, string> = {}): DemoConfiguration => ({
  siteOrigin,
  sessionSecrets: ['a secret of at least 32 characters'],
  sessionLifetime: { idle: 3600, absolute: 28_800 },
  redisUrl: undefined,
  practiceTenant: undefined,
  partsOff: new Set(),
  registrations: demoRegistrations(env, { siteOrigin, practiceTenant: tenant.options }),
});

/** The tokens in a token response, by name. */
function tokensIn(response: unknown): Record<string, Jwt> {
  const found = findTokens(JSON.stringify(response));
  if (found.kind !== 'tokens') throw new Error(`The response is ${found.what}.`);
  return Object.fromEntries(
    found.tokens.map(({ name = '', raw }) => {
      const read = readJwt(raw);
      if (read.kind !== 'jwt') throw new Error(`${name} is ${read.kind}.`);
      return [name, read.jwt];
    }),
  );
}

const kindsOf = (tokens: Record<string, Jwt>) =>
  Object.fromEntries(
    Object.entries(tokens).map(([name, { header, claims }]) => [
      name,
      kindOf(header.values, claims.values),
    ]),
  );

describe.each(tenantTypes)('a sign-in at the practice tenant of %s', (type) => {
  const scope = `openid profile email ${type === 'b2c' ? b2cTasks : tasks}`;

  it('brings tokens that are told apart, and that the keys for the page fit', async () => {
    const tokens = tokensIn(await signIn(tenant, type, { scope }));
    expect(kindsOf(tokens)).toEqual({ id_token: 'id', access_token: 'access' });
    const tenants = tenantKeysIn({ tenants: await practiceKeys(configuration()) });
    const keys = tenants.flatMap((each) => each.keys);
    for (const jwt of Object.values(tokens)) {
      const issuer = issuerOf(jwt.claims.values);
      expect(issuer).toMatchObject({ service: type, practiceName: expect.any(String) });
      const verdict = await checkSignature(jwt, keys);
      if (verdict.verdict !== 'good') throw new Error(`The signature is ${verdict.verdict}.`);
      const owners = tenants.filter((each) => each.keys.some(({ kid }) => kid === verdict.key.kid));
      expect(owners.some((each) => isIssuerOfKeys(jwt.claims.values, each))).toBe(true);
    }
  });
});

it('an access token for Microsoft Graph is told from others', async () => {
  const tokens = tokensIn(await signIn(tenant, 'entra-id', { scope: 'openid User.Read' }));
  expect(kindsOf(tokens)).toEqual({ id_token: 'id', access_token: 'graph' });
});

it('a token of an app without a user is an access token', async () => {
  const scope = tasks.replace(/[^/]+$/, '.default');
  const { answer } = await ask(tenant, 'entra-id', { grant_type: 'client_credentials', scope });
  expect(kindsOf(tokensIn(answer))).toEqual({ access_token: 'access' });
});

describe('the keys for the page', () => {
  it('are those of the practice tenant alone, not of an operator’s own tenant', async () => {
    const names = (await practiceKeys(configuration())).map(({ name }) => name);
    const entraId = 'Microsoft Entra ID';
    expect(names.filter((name) => name === entraId)).toHaveLength(4);
    const env = {
      ENTRA_ID__AUTHORITY: 'https://login.microsoftonline.com/5a5a5a5a-0000-4000-8000-000000000001',
      ENTRA_ID__CLIENT_ID: '5c5c5c5c-0000-4000-8000-000000000003',
      ENTRA_ID__CLIENT_SECRET: 'an-operators-secret-value',
    };
    const others = (await practiceKeys(configuration(env))).map(({ name }) => name);
    expect(others.filter((name) => name === entraId)).toHaveLength(3);
  });

  it('are none without a practice tenant', async () => {
    expect(await practiceKeys({ ...configuration(), registrations: new Map() })).toEqual([]);
  });

  it('are fetched once for all who ask at the same time', async () => {
    const demo = configuration();
    expect(practiceKeys(demo)).toBe(practiceKeys(demo));
    await practiceKeys(demo);
  });
});
