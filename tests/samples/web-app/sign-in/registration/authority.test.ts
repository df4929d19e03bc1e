import { describe, expect, test } from 'vitest';
import type { TenantType } from '../../../../../samples/web-app/sign-in/index.ts';
import {
  authorityOf,
  discoveryUrl,
  isIssuerOf,
} from '../../../../../samples/web-app/sign-in/registration/authority.ts';
import { registrationFrom } from '../../../../../samples/web-app/sign-in/registration/registration.ts';

const id = '0a0a0a0a-1111-4111-8111-111111111111';
const foreign = '0e0e0e0e-5555-4555-8555-555555555555';

const issuers: [type: TenantType, authority: string, issuer: string, is: boolean][] = [
  [
    'entra-id',
    `https://login.microsoftonline.com/${id}`,
    `https://login.microsoftonline.com/${id}/v2.0`,
    true,
  ],
  [
    'entra-id',
    'https://login.microsoftonline.com/contoso.com',
    `https://login.microsoftonline.com/${id}/v2.0`,
    true,
  ],
  [
    'entra-id',
    `https://login.microsoftonline.com/${id}`,
    `https://login.microsoftonline.com/${foreign}/v2.0`,
    false,
  ],
  ['entra-id', `https://login.microsoftonline.com/${id}`, `https://sts.windows.net/${id}/`, false],
  [
    'entra-id',
    `https://login.microsoftonline.com/${id.toUpperCase()}`,
    `https://login.microsoftonline.com/${id}/v2.0`,
    true,
  ],
  [
    'entra-id',
    'https://login.microsoftonline.com/contoso.com',
    'https://login.microsoftonline.com/undefined/v2.0',
    false,
  ],
  [
    'entra-id',
    `https://login.microsoftonline.com/${id}`,
    `https://login.microsoftonline.com/${id}/v2.0/`,
    false,
  ],
  [
    'entra-id',
    `https://login.microsoftonline.com/${id}`,
    `https://${id}.ciamlogin.com/${id}/v2.0`,
    false,
  ],
  [
    'entra-id',
    `https://login.microsoftonline.com/${id}`,
    `https://login.microsoftonline.com.evil.example/${id}/v2.0`,
    false,
  ],
  [
    'external-id',
    'https://woodgrove.ciamlogin.com/woodgrove.onmicrosoft.com',
    `https://${id}.ciamlogin.com/${id}/v2.0`,
    true,
  ],
  [
    'external-id',
    `https://woodgrove.ciamlogin.com/${id}`,
    `https://${foreign}.ciamlogin.com/${foreign}/v2.0`,
    false,
  ],
  [
    'external-id-custom-domain',
    `https://login.adatum.com/${id}/v2.0`,
    `https://${id}.ciamlogin.com/${id}/v2.0`,
    true,
  ],
  [
    'external-id-custom-domain',
    `https://login.adatum.com/${id}/v2.0`,
    `https://login.adatum.com/${id}/v2.0`,
    true,
  ],
  [
    'external-id-custom-domain',
    `https://login.adatum.com/${id}/v2.0`,
    `https://${foreign}.ciamlogin.com/${foreign}/v2.0`,
    false,
  ],
  [
    'b2c',
    'https://f.b2clogin.com/f.onmicrosoft.com/B2C_1_in',
    `https://f.b2clogin.com/${id}/v2.0/`,
    true,
  ],
  [
    'b2c',
    'https://f.b2clogin.com/f.onmicrosoft.com/B2C_1_in',
    `https://f.b2clogin.com/tfp/${id}/b2c_1_in/v2.0/`,
    true,
  ],
  [
    'b2c',
    'https://f.b2clogin.com/f.onmicrosoft.com/B2C_1_in',
    `https://f.b2clogin.com/tfp/${id}/b2c_1_other/v2.0/`,
    false,
  ],
  [
    'b2c',
    'https://f.b2clogin.com/f.onmicrosoft.com/B2C_1_in',
    `https://other.b2clogin.com/${id}/v2.0/`,
    false,
  ],
];

describe('which issuers belong to an authority', () => {
  test.each(issuers)('%s %s %s: %s', (type, authority, issuer, is) => {
    expect(isIssuerOf(type, new URL(authority), issuer)).toBe(is);
  });
});

describe('where an authority describes itself', () => {
  test('v2.0 is put in once', () => {
    expect(discoveryUrl(new URL(`https://login.microsoftonline.com/${id}`)).pathname).toBe(
      `/${id}/v2.0/.well-known/openid-configuration`,
    );
    expect(discoveryUrl(new URL(`https://login.adatum.com/${id}/v2.0`)).pathname).toBe(
      `/${id}/v2.0/.well-known/openid-configuration`,
    );
  });

  test('every user flow of B2C is an authority of its own', () => {
    const registration = registrationFrom({
      TENANT_TYPE: 'b2c',
      B2C_TENANT_NAME: 'f',
      CLIENT_ID: id,
      CLIENT_SECRET: 'x~y',
      REDIRECT_URI: 'http://localhost:3000/auth/redirect',
      SIGNUPSIGNIN_USER_FLOW: 'B2C_1_in',
      RESETPASSWORD_USER_FLOW: 'B2C_1_reset',
    });
    expect(authorityOf(registration).pathname).toBe('/f.onmicrosoft.com/B2C_1_in');
    expect(authorityOf(registration, { userFlow: 'resetPassword' }).pathname).toBe(
      '/f.onmicrosoft.com/B2C_1_reset',
    );
    expect(() => authorityOf(registration, { userFlow: 'editProfile' })).toThrow(/editProfile/);
  });
});
