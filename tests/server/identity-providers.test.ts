import { expect, it } from 'vitest';
import { readEnvironment } from '../../src/server/environment.ts';
import { identityProviderOrigins } from '../../src/server/identity-providers.ts';

const originsOf = (env: Record<string, string>, fronts: readonly string[] = []): string[] =>
  identityProviderOrigins(readEnvironment(env).demo, fronts);

const registered = {
  CLIENT_ID: '8a1f1c7e-52a0-4a4e-9f7b-0d3f6c1f2b10',
  CLIENT_SECRET: 'aB3~not-a-real-secret-value',
};
const prefixed = (prefix: string, variables: Record<string, string>) =>
  Object.fromEntries(
    Object.entries({ ...registered, ...variables }).map(([name, value]) => [
      `${prefix}__${name}`,
      value,
    ]),
  );

it('is the practice tenant alone when nothing is set', () => {
  const fronts = ['http://127.0.0.1:8400', 'http://login.woodgrove.localhost:8400'];
  expect(originsOf({ PATH: '/bin' }, fronts)).toEqual(fronts);
});

it("adds the authorities of the operator's own registrations", () => {
  const tenant = '72f988bf-86f1-41af-91ab-2d7cd011db47';
  const env = {
    PRACTICE_TENANT: 'off',
    ...prefixed('ENTRA_ID', { AUTHORITY: `https://login.microsoftonline.com/${tenant}` }),
    ...prefixed('EXTERNAL_ID_CUSTOM_DOMAIN', {
      OIDC_AUTHORITY: `https://login.example.com/${tenant}/v2.0`,
    }),
    ...prefixed('B2C', { B2C_TENANT_NAME: 'Fabrikam', SIGNUPSIGNIN_USER_FLOW: 'B2C_1_susi' }),
  };
  expect(originsOf(env)).toEqual([
    'https://fabrikam.b2clogin.com',
    'https://login.example.com',
    'https://login.microsoftonline.com',
  ]);
});

it.each([
  ['ENTRA_ID', { AUTHORITY: "https://a.example'; script-src *" }],
  ['EXTERNAL_ID', { AUTHORITY: 'javascript:alert(1)' }],
  [
    'B2C',
    { B2C_TENANT_NAME: "x; script-src 'unsafe-inline'", SIGNUPSIGNIN_USER_FLOW: 'B2C_1_susi' },
  ],
])('lets only https origins from %s into the policy', (prefix, variables) => {
  const attempt = () => originsOf(prefixed(prefix, variables));
  expect(attempt).toThrow(/AUTHORITY|B2C_TENANT_NAME/);
});
