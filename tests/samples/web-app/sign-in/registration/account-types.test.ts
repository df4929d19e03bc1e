import { describe, expect, it } from 'vitest';
import type { TenantType } from '../../../../../samples/web-app/sign-in/index.ts';
import {
  isAllowed,
  personalTenantId as personal,
} from '../../../../../samples/web-app/sign-in/registration/account-types.ts';
import {
  isIssuerOf,
  tenantAddressFrom,
} from '../../../../../samples/web-app/sign-in/registration/authority.ts';
import { environmentReader } from '../../../../../samples/web-app/sign-in/registration/environment.ts';

const contoso = '0a0a0a0a-1111-4111-8111-111111111111';
const northwind = '0f0f0f0f-6666-4666-8666-666666666666';
const host = 'https://login.microsoftonline.com';

function read(authority: string, allowed?: string, type: TenantType = 'entra-id') {
  const reader = environmentReader({
    AUTHORITY: authority,
    OIDC_AUTHORITY: authority,
    ALLOWED_TENANTS: allowed,
    SIGNUPSIGNIN_USER_FLOW: 'B2C_1_in',
  });
  return { address: tenantAddressFrom(type, reader), mistakes: reader.mistakes };
}
const mistakesIn = (...parameters: Parameters<typeof read>) => read(...parameters).mistakes;

describe('an authority for several tenants', () => {
  it.each([
    ['organizations', contoso, [contoso]],
    ['organizations', `${contoso.toUpperCase()}, ${northwind}\t${contoso}`, [contoso, northwind]],
    ['common', `${contoso},${personal}`, [contoso, personal]],
    ['common', 'Any', 'any'],
    ['Common', 'any', 'any'],
    ['consumers', 'any', 'any'],
    ['consumers', personal, [personal]],
  ])('/%s lets in %s', (word, written, allowedTenants) => {
    expect(read(`${host}/${word}`, written)).toEqual({
      address: { tenantType: 'entra-id', authority: `${host}/${word}`, allowedTenants },
      mistakes: [],
    });
  });

  it.each(['https://localhost:8443', 'https://login.microsoftonline.us'])(
    'can be on %s',
    (where) => {
      expect(mistakesIn(`${where}/organizations`, contoso)).toEqual([]);
    },
  );

  it.each([
    ['organizations', 'every organization'],
    ['common', 'every organization and personal Microsoft accounts'],
    ['consumers', 'personal Microsoft accounts'],
  ])('/%s needs ALLOWED_TENANTS, because it means %s', (word, means) => {
    expect(mistakesIn(`${host}/${word}`)).toEqual([
      `ALLOWED_TENANTS is missing: AUTHORITY ends in /${word}, where ${means} can sign in. List the IDs of the tenants that you let in, or write any.`,
    ]);
    expect(mistakesIn(`${host}/${word}`, ' , ')).toHaveLength(1);
  });

  it.each([undefined, 'any', personal])(
    'isn’t replaced by the ID of the tenant of personal accounts: with ALLOWED_TENANTS=%s',
    (allowed) => {
      expect(mistakesIn(`${host}/${personal.toUpperCase()}`, allowed)).toEqual([
        `AUTHORITY names the tenant of all personal Microsoft accounts: end it with consumers instead, and set ALLOWED_TENANTS=${personal}.`,
      ]);
    },
  );

  it('takes a placeholder for nothing else than a placeholder', () => {
    expect(mistakesIn(`${host}/common`, '<tenant IDs>')).toEqual([
      'ALLOWED_TENANTS still holds a placeholder: replace it with your own value.',
    ]);
  });

  it.each([
    [
      'organizations',
      'contoso.com',
      "ALLOWED_TENANTS must hold tenant IDs, which are GUIDs, or the word any. Domains don't work, because a token names its tenant by its ID.",
    ],
    [
      'organizations',
      `any ${contoso}`,
      'ALLOWED_TENANTS holds both any and tenant IDs: keep one or the other, because any lets in all of them.',
    ],
    [
      'organizations',
      `${contoso} ${personal}`,
      `ALLOWED_TENANTS names the tenant of personal accounts, which can't sign in at /organizations: remove ${personal}, or use /common.`,
    ],
    [
      'consumers',
      `${personal} ${contoso}`,
      `ALLOWED_TENANTS names an organization, but only personal accounts sign in at /consumers: use ${personal} or any, or use /common.`,
    ],
  ])('/%s refuses %s', (word, written, mistake) => {
    expect(mistakesIn(`${host}/${word}`, written)).toEqual([mistake]);
  });

  it.each([
    ['consumers', 'any'],
    ['common', personal],
  ])('has no personal accounts in a national cloud: /%s with %s', (word, written) => {
    expect(mistakesIn(`https://login.microsoftonline.us/${word}`, written)).toEqual([
      'National clouds have no personal Microsoft accounts: with login.microsoftonline.us, use /organizations and the tenant IDs of organizations.',
    ]);
  });

  it.each<[TenantType, string, string, string]>([
    [
      'external-id',
      'https://contoso.ciamlogin.com/common',
      'AUTHORITY names /common',
      'https://contoso.ciamlogin.com/<tenant ID>',
    ],
    [
      'external-id-custom-domain',
      'https://login.contoso.com/organizations/v2.0',
      'OIDC_AUTHORITY names /organizations',
      'https://login.contoso.com/<tenant ID>/v2.0',
    ],
    [
      'b2c',
      'https://contoso.b2clogin.com/consumers',
      'AUTHORITY names /consumers',
      'https://contoso.b2clogin.com/contoso.onmicrosoft.com',
    ],
  ])('is nothing for %s', (type, authority, start, example) => {
    const sentence = `${start}, but only TENANT_TYPE=entra-id has authorities for several tenants: use ${example}.`;
    expect(mistakesIn(authority, undefined, type)).toEqual([sentence]);
    expect(mistakesIn(authority, 'any', type)).toEqual([
      sentence,
      `ALLOWED_TENANTS is only for TENANT_TYPE=entra-id: remove it, because with ${type} only users of your own tenant sign in.`,
    ]);
  });
});

it('an authority for one tenant takes no list', () => {
  expect(mistakesIn(`${host}/${contoso}`, contoso)).toEqual([
    'ALLOWED_TENANTS is only for an AUTHORITY that ends in /organizations, /common, or /consumers: remove it, because yours names the one tenant whose users sign in.',
  ]);
  expect(read(`${host}/${contoso}`).address).not.toHaveProperty('allowedTenants');
});

describe('the issuer in the metadata', () => {
  it.each([
    ['organizations', '{tenantid}', true],
    ['common', '{tenantid}', true],
    ['consumers', personal, true],
    ['organizations', contoso, false],
    ['common', personal, false],
    ['consumers', '{tenantid}', false],
    ['consumers', contoso, false],
  ])('of /%s with %s: %s', (word, tenant, is) => {
    const authority = new URL(`${host}/${word}`);
    expect(isIssuerOf('entra-id', authority, `${host}/${tenant}/v2.0`)).toBe(is);
    expect(isIssuerOf('entra-id', authority, `https://evil.example/${tenant}/v2.0`)).toBe(false);
  });

  it('of one tenant is no template, whatever its type', () => {
    const isOf = (type: TenantType, authority: string) =>
      isIssuerOf(type, new URL(authority), `${new URL(authority).origin}/{tenantid}/v2.0`);
    expect(isOf('entra-id', `${host}/${contoso}`)).toBe(false);
    expect(isOf('external-id', 'https://contoso.ciamlogin.com/common')).toBe(false);
  });
});

describe('a tenant', () => {
  it.each([
    ['organizations', 'any', northwind, true],
    ['organizations', 'any', personal, false],
    ['organizations', [contoso], northwind, false],
    ['organizations', [contoso], contoso.toUpperCase(), true],
    ['common', 'any', personal, true],
    ['common', [contoso], personal, false],
    ['common', [contoso, personal], personal, true],
    ['consumers', 'any', personal, true],
    ['consumers', 'any', contoso, false],
  ] as const)('at /%s with %s: %s, %s', (type, allowed, tenant, is) => {
    expect(isAllowed(type, allowed, tenant)).toBe(is);
  });
});
