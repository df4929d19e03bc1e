import { expect, it } from 'vitest';
import { identityProviderOrigins } from '../../src/server/identity-providers.ts';

it('is the practice tenant alone when nothing is set', () => {
  expect(identityProviderOrigins({ PATH: '/bin' }, 'http://127.0.0.1:8400')).toEqual([
    'http://127.0.0.1:8400',
  ]);
});

it("adds the authorities of the operator's own registrations", () => {
  const env = {
    ENTRA_ID__AUTHORITY: 'https://login.microsoftonline.com/common',
    EXTERNAL_ID_CUSTOM_DOMAIN__OIDC_AUTHORITY: 'https://login.example.com/id/v2.0',
    B2C__B2C_TENANT_NAME: 'Fabrikam',
  };
  expect(identityProviderOrigins(env, undefined)).toEqual([
    'https://fabrikam.b2clogin.com',
    'https://login.example.com',
    'https://login.microsoftonline.com',
  ]);
});

it('lets nothing into the policy that is not an https origin', () => {
  const env = {
    ENTRA_ID__AUTHORITY: "https://a.example'; script-src *",
    EXTERNAL_ID__AUTHORITY: 'javascript:alert(1)',
    B2C__B2C_TENANT_NAME: "x; script-src 'unsafe-inline'",
  };
  expect(identityProviderOrigins(env, undefined)).toEqual([]);
});
