import { describe, expect, it } from 'vitest';
import type { TenantType } from '../../../../../samples/web-app/sign-in/index.ts';
import {
  isIssuerOf,
  isSameTenant,
  tenantAddressFrom,
  tenantIdIn,
} from '../../../../../samples/web-app/sign-in/registration/authority.ts';
import { environmentReader } from '../../../../../samples/web-app/sign-in/registration/environment.ts';

const id = '0a0a0a0a-1111-4111-8111-111111111111';

function read(type: TenantType, environment: Record<string, string>) {
  const reader = environmentReader(environment);
  return { address: tenantAddressFrom(type, reader), mistakes: reader.mistakes };
}
const mistakesIn = (type: TenantType, authority: string) =>
  read(type, {
    [type === 'external-id-custom-domain' ? 'OIDC_AUTHORITY' : 'AUTHORITY']: authority,
    SIGNUPSIGNIN_USER_FLOW: 'B2C_1_in',
  }).mistakes;

describe('the address of a tenant', () => {
  it.each<[TenantType, string, string]>([
    [
      'entra-id',
      'https://login.microsoftonline.com/contoso.com/',
      'https://login.microsoftonline.com/contoso.com',
    ],
    [
      'entra-id',
      'https://login.microsoftonline.com/contoso.com//',
      'https://login.microsoftonline.com/contoso.com',
    ],
    [
      'external-id',
      'https://contoso.ciamlogin.com/',
      'https://contoso.ciamlogin.com/contoso.onmicrosoft.com',
    ],
    [
      'external-id',
      'HTTPS://Contoso.ciamlogin.com',
      'HTTPS://Contoso.ciamlogin.com/Contoso.onmicrosoft.com',
    ],
    ['external-id', 'https://contoso.ciamlogin.com/x', 'https://contoso.ciamlogin.com/x'],
  ])('of type %s, %s, is completed', (type, written, authority) => {
    expect(read(type, { AUTHORITY: written })).toEqual({
      address: { tenantType: type, authority },
      mistakes: [],
    });
  });

  it('says whether it’s the practice tenant’s, on this machine or in a lab', () => {
    const hosted = 'https://tenant.lab.example/contoso.com';
    const variables = { PRACTICE_TENANT_ORIGIN: 'https://tenant.lab.example' };
    for (const authority of ['https://localhost:8443/contoso.com', hosted])
      expect(read('entra-id', { AUTHORITY: authority, ...variables })).toEqual({
        address: { tenantType: 'entra-id', authority, isPractice: true },
        mistakes: [],
      });
    const other = 'https://contoso.ciamlogin.com/contoso.com';
    const { address } = read('external-id', { AUTHORITY: other, ...variables });
    expect(address).not.toHaveProperty('isPractice');
  });

  it('of External ID is not made up of a GUID, which is no name', () => {
    const { address } = read('external-id', { AUTHORITY: `https://${id}.ciamlogin.com` });
    expect(address.authority).toBe(`https://${id}.ciamlogin.com`);
  });

  it.each(['contoso', 'contoso.onmicrosoft.com', 'contoso.ONMICROSOFT.com'])(
    'of B2C follows from its name, %s',
    (name) => {
      const environment = { B2C_TENANT_NAME: name, SIGNUPSIGNIN_USER_FLOW: 'B2C_1_in' };
      expect(read('b2c', environment)).toEqual({
        address: {
          tenantType: 'b2c',
          authority: 'https://contoso.b2clogin.com/contoso.onmicrosoft.com',
          userFlows: { signUpSignIn: 'B2C_1_in' },
        },
        mistakes: [],
      });
    },
  );

  it('of B2C has the user flows that are set', () => {
    const { address } = read('b2c', {
      AUTHORITY: 'https://login.contoso.com/x/',
      SIGNUPSIGNIN_USER_FLOW: 'B2C_1_in',
      EDITPROFILE_USER_FLOW: 'B2C_1_edit',
      RESETPASSWORD_USER_FLOW: 'B2C_1_reset',
    });
    expect(address).toEqual({
      tenantType: 'b2c',
      authority: 'https://login.contoso.com/x',
      userFlows: {
        signUpSignIn: 'B2C_1_in',
        editProfile: 'B2C_1_edit',
        resetPassword: 'B2C_1_reset',
      },
    });
  });
});

describe('a mistake in it is told once', () => {
  it.each(['con toso', 'https://contoso', 'contoso.com', 'contoso_', 'contoso.onmicrosoft.comx'])(
    'a B2C name that is none: %s',
    (name) => {
      const environment = { B2C_TENANT_NAME: name, SIGNUPSIGNIN_USER_FLOW: 'B2C_1_in' };
      const { address, mistakes } = read('b2c', environment);
      expect(mistakes).toEqual([
        'B2C_TENANT_NAME must be the first part of your domain: contoso for contoso.onmicrosoft.com.',
      ]);
      expect(address.authority).toBe('');
    },
  );

  it('nothing at all, or a placeholder', () => {
    expect(read('b2c', { SIGNUPSIGNIN_USER_FLOW: 'B2C_1_in' }).mistakes).toEqual([
      'B2C_TENANT_NAME is missing: set it in .env.',
    ]);
    expect(read('entra-id', {}).mistakes).toEqual(['AUTHORITY is missing: set it in .env.']);
    const holder = { B2C_TENANT_NAME: '<name>', SIGNUPSIGNIN_USER_FLOW: 'B2C_1_in' };
    expect(read('b2c', holder).mistakes).toHaveLength(1);
    expect(mistakesIn('entra-id', 'https://login.microsoftonline.com/<tenant ID>')).toHaveLength(1);
  });

  const example = 'https://login.microsoftonline.com/<tenant ID>';
  it.each([
    ['contoso', `AUTHORITY isn't an address: use ${example}.`],
    [
      'http://login.microsoftonline.com/contoso.com',
      'AUTHORITY must begin with https://, because the app sends its credential there.',
    ],
    [
      'https://login.microsoftonline.com/contoso.com?a=b',
      'AUTHORITY must not contain a question mark or a username.',
    ],
    [
      'https://user@login.microsoftonline.com/contoso.com',
      'AUTHORITY must not contain a question mark or a username.',
    ],
    [
      'https://evil.example/x',
      `AUTHORITY names evil.example, but for TENANT_TYPE=entra-id it must look like ${example}.`,
    ],
    ['https://login.microsoftonline.com', `AUTHORITY doesn't name a tenant: use ${example}.`],
    [
      `https://login.microsoftonline.com/${id}/v2.0`,
      `AUTHORITY must end after the tenant: use ${example}.`,
    ],
  ])('%s', (authority, mistake) => {
    expect(mistakesIn('entra-id', authority)).toEqual([mistake]);
  });

  it.each(['entra-id', 'external-id'] as const)(
    'of %s can be at a practice tenant that is hosted, and named, elsewhere',
    (type) => {
      const AUTHORITY = `https://tenant.lab.example/${id}`;
      const PRACTICE_TENANT_ORIGIN = 'https://tenant.lab.example';
      expect(read(type, { AUTHORITY, PRACTICE_TENANT_ORIGIN }).mistakes).toEqual([]);
      for (const other of ['https://lab.example', 'https://tenant.lab.example:444'])
        expect(read(type, { AUTHORITY, PRACTICE_TENANT_ORIGIN: other }).mistakes).toHaveLength(1);
    },
  );

  it('for several tenants is still one without what follows it', () => {
    const AUTHORITY = 'https://login.microsoftonline.com/organizations/v2.0';
    expect(read('entra-id', { AUTHORITY, ALLOWED_TENANTS: 'any' }).mistakes).toEqual([
      'AUTHORITY must end after the tenant: use https://login.microsoftonline.com/organizations.',
    ]);
  });

  it.each(['/x/v2.0', `/${id}`, `/${id}/v1.0`, `/${id}/v2.0/authorize`])(
    'a custom domain with the path %s',
    (path) => {
      expect(mistakesIn('external-id-custom-domain', `https://login.contoso.com${path}`)).toEqual([
        'OIDC_AUTHORITY must be your domain, your tenant ID, and /v2.0: https://login.contoso.com/<tenant ID>/v2.0.',
      ]);
    },
  );

  it('a custom domain as it should be is none', () => {
    const authority = `https://login.contoso.com/${id}/v2.0`;
    expect(mistakesIn('external-id-custom-domain', authority)).toEqual([]);
  });
});

describe('an issuer', () => {
  it('names its tenant, or belongs to no authority', () => {
    expect(tenantIdIn(`https://login.microsoftonline.com/${id}/v2.0`)).toBe(id);
    expect(tenantIdIn('https://login.microsoftonline.com/common/v2.0')).toBeUndefined();
    const authority = new URL(`https://login.microsoftonline.com/${id}`);
    expect(isIssuerOf('entra-id', authority, 'https://login.microsoftonline.com/v2.0')).toBe(false);
  });

  it.each([
    ['another user flow there', `https://f.b2clogin.com/tfp/${id}/b2c_1_edit/v2.0/`, true],
    ['no user flow', `https://f.b2clogin.com/${id}/v2.0/`, true],
    ['another host', `https://g.b2clogin.com/tfp/${id}/b2c_1_in/v2.0/`, false],
    ['another tenant', `https://f.b2clogin.com/tfp/${id.replace('0', '1')}/b2c_1_in/v2.0/`, false],
    ['no address', id, false],
  ])('of B2C with a user flow in it and one with %s', (_, other, isSame) => {
    expect(isSameTenant(`https://f.b2clogin.com/tfp/${id}/b2c_1_in/v2.0/`, other)).toBe(isSame);
  });

  it('of B2C has the name of the user flow in any case, and of nothing else', () => {
    const authority = new URL('https://f.b2clogin.com/f.onmicrosoft.com/B2C_1_in');
    const is = (issuer: string) => isIssuerOf('b2c', authority, issuer);
    expect(is(`https://f.b2clogin.com/tfp/${id}/b2c_1_IN/v2.0/`)).toBe(true);
    expect(is(`https://F.b2clogin.com/${id}/v2.0/`)).toBe(false);
    expect(is(`https://f.b2clogin.com/${id}/V2.0/`)).toBe(false);
  });
});
