import { describe, expect, it } from 'vitest';
import { apiRegistrationFrom } from '../../../samples/protected-api/check-access-token/registration.ts';

const tid = '0a0a0a0a-1111-4111-8111-111111111111';
const ids = { TENANT_ID: tid, CLIENT_ID: '33333333-3333-4333-8333-333333333333' };
const entra = {
  ...ids,
  TENANT_TYPE: 'entra-id',
  AUTHORITY: `https://login.microsoftonline.com/${tid}`,
};
const external = {
  ...ids,
  TENANT_TYPE: 'external-id',
  AUTHORITY: 'https://contoso.ciamlogin.com/contoso.onmicrosoft.com',
};
const custom = {
  ...ids,
  TENANT_TYPE: 'external-id-custom-domain',
  OIDC_AUTHORITY: `https://login.contoso.com/${tid}/v2.0`,
};
const b2c = {
  ...ids,
  TENANT_TYPE: 'b2c',
  B2C_TENANT_NAME: 'fabrikam',
  SIGNUPSIGNIN_USER_FLOW: 'B2C_1_signupsignin',
};
const ciam = `https://${tid}.ciamlogin.com/${tid}/v2.0`;

describe('only configuration tells the four tenant types apart', () => {
  it.each([
    [
      'entra-id',
      entra,
      `https://login.microsoftonline.com/${tid}/v2.0/.well-known/openid-configuration`,
      [`https://login.microsoftonline.com/${tid}/v2.0`],
    ],
    [
      'external-id',
      external,
      `https://contoso.ciamlogin.com/${tid}/v2.0/.well-known/openid-configuration`,
      [`https://contoso.ciamlogin.com/${tid}/v2.0`, ciam],
    ],
    [
      'external-id-custom-domain',
      custom,
      `https://login.contoso.com/${tid}/v2.0/.well-known/openid-configuration`,
      [`https://login.contoso.com/${tid}/v2.0`, ciam],
    ],
    [
      'b2c',
      b2c,
      'https://fabrikam.b2clogin.com/fabrikam.onmicrosoft.com/b2c_1_signupsignin/v2.0/.well-known/openid-configuration',
      [
        `https://fabrikam.b2clogin.com/${tid}/v2.0/`,
        `https://fabrikam.b2clogin.com/tfp/${tid}/b2c_1_signupsignin/v2.0/`,
        `https://fabrikam.b2clogin.com/tfp/${tid}/B2C_1_signupsignin/v2.0/`,
      ],
    ],
  ])('%s', (_, environment, metadataUrl, issuers) => {
    expect(apiRegistrationFrom(environment)).toMatchObject({ metadataUrl, issuers });
  });
});

it('accepts tokens of every configured B2C user flow', () => {
  const flows = { EDITPROFILE_USER_FLOW: 'B2C_1_editprofile', RESETPASSWORD_USER_FLOW: '' };
  expect(apiRegistrationFrom({ ...b2c, ...flows }).userFlows).toEqual([
    'b2c_1_signupsignin',
    'b2c_1_editprofile',
  ]);
});

it.each([
  ['an External ID authority without a tenant', external, 'https://contoso.ciamlogin.com/'],
  [
    'a B2C authority with a slash at its end',
    b2c,
    'https://fabrikam.b2clogin.com/fabrikam.onmicrosoft.com/',
  ],
])('understands %s', (_, environment, AUTHORITY) => {
  const { metadataUrl } = apiRegistrationFrom({ ...environment, AUTHORITY });
  expect(metadataUrl).toBe(apiRegistrationFrom(environment).metadataUrl);
});

it('takes a B2C custom domain from AUTHORITY', () => {
  const registration = apiRegistrationFrom({
    ...b2c,
    AUTHORITY: 'https://login.fabrikam.com/fabrikam.onmicrosoft.com',
  });
  expect(registration.issuers[0]).toBe(`https://login.fabrikam.com/${tid}/v2.0/`);
  expect(registration.issuers.map((issuer) => new URL(issuer).host)).toEqual(
    registration.issuers.map(() => 'login.fabrikam.com'),
  );
});

it.each([
  ['no tenant type', { ...entra, TENANT_TYPE: undefined }, /^TENANT_TYPE must be one of/],
  ['an unknown tenant type', { ...entra, TENANT_TYPE: 'adfs' }, /^TENANT_TYPE must be one of/],
  ['no client ID', { ...entra, CLIENT_ID: '' }, /^CLIENT_ID is missing/],
  [
    'a placeholder',
    { ...entra, CLIENT_ID: '<your API’s client ID>' },
    /^CLIENT_ID still holds a placeholder/,
  ],
  [
    'a domain as tenant ID',
    { ...entra, TENANT_ID: 'contoso.onmicrosoft.com' },
    /^TENANT_ID must be a GUID/,
  ],
  ['no authority', { ...entra, AUTHORITY: '' }, /^AUTHORITY is missing/],
  [
    'a placeholder in the authority',
    { ...entra, AUTHORITY: 'https://login.microsoftonline.com/<your tenant ID>' },
    /^AUTHORITY still holds a placeholder/,
  ],
  [
    'half an authority',
    { ...entra, AUTHORITY: 'login.microsoftonline.com' },
    /^AUTHORITY isn't an address/,
  ],
  [
    'plain http',
    { ...entra, AUTHORITY: `http://login.microsoftonline.com/${tid}` },
    /must begin with https/,
  ],
  [
    'common',
    { ...entra, AUTHORITY: 'https://login.microsoftonline.com/common' },
    /ends in \/common/,
  ],
  [
    'no tenant in it',
    { ...entra, AUTHORITY: 'https://login.microsoftonline.com/' },
    /doesn't name a tenant/,
  ],
  [
    'another tenant’s ID in it',
    { ...entra, AUTHORITY: `https://login.microsoftonline.com/${ids.CLIENT_ID}` },
    /another tenant than TENANT_ID/,
  ],
  ['a query', { ...entra, AUTHORITY: `${entra.AUTHORITY}?p=1` }, /question mark/],
  [
    'External ID on the workforce host',
    { ...external, AUTHORITY: `https://login.microsoftonline.com/${tid}` },
    /for TENANT_TYPE=external-id it must look like/,
  ],
  [
    'Entra ID on the customer host',
    { ...entra, AUTHORITY: external.AUTHORITY },
    /for TENANT_TYPE=entra-id it must look like/,
  ],
  [
    'a host that only ends like Microsoft’s',
    { ...external, AUTHORITY: 'https://evilciamlogin.com/contoso.onmicrosoft.com' },
    /for TENANT_TYPE=external-id it must look like/,
  ],
  ['no user flow', { ...b2c, SIGNUPSIGNIN_USER_FLOW: '' }, /^SIGNUPSIGNIN_USER_FLOW is missing/],
  [
    'another host as B2C tenant name',
    { ...b2c, B2C_TENANT_NAME: 'evil.example/fabrikam' },
    /^B2C_TENANT_NAME must be the first part/,
  ],
])('answers %s with one sentence', (_, environment, sentence) => {
  expect(() => apiRegistrationFrom(environment)).toThrow(
    expect.objectContaining({
      name: 'ConfigurationError',
      mistakes: [expect.stringMatching(sentence)],
    }),
  );
});

it('names every mistake at once', () => {
  const mistakes = ['SIGNUPSIGNIN_USER_FLOW', 'B2C_TENANT_NAME', 'TENANT_ID', 'CLIENT_ID'];
  expect(() => apiRegistrationFrom({ TENANT_TYPE: 'b2c' })).toThrow(
    expect.objectContaining({ mistakes: mistakes.map((name) => expect.stringContaining(name)) }),
  );
});
