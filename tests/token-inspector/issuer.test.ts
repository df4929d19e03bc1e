import { describe, expect, it } from 'vitest';
import { issuerOf as practiceIssuerOf } from '../../src/practice-tenant/directory/addresses.ts';
import { tenants } from '../../src/practice-tenant/directory/tenants.ts';
import { issuerOf, type Service } from '../../src/token-inspector/about/issuer.ts';
import { practiceTenant } from '../../src/token-inspector/about/practice-tenants.ts';

const tenant = '5a5a5a5a-0000-4000-8000-000000000001';
const personal = '9188040d-6c67-4c5b-b112-36a304b66dad';

describe('tells by the issuer which service a token says it comes from', () => {
  const issuers: [service: Service, iss: string][] = [
    ['entra-id', `https://login.microsoftonline.com/${tenant}/v2.0`],
    ['entra-id', `https://sts.windows.net/${tenant}/`],
    ['entra-id', `https://login.microsoftonline.us/${tenant}/v2.0`],
    ['personal', `https://login.microsoftonline.com/${personal}/v2.0`],
    ['external-id', `https://${tenant}.ciamlogin.com/${tenant}/v2.0`],
    ['b2c', `https://fabrikam.b2clogin.com/${tenant}/v2.0/`],
    ['b2c', `https://login.fabrikam.example/${tenant}/v2.0/`],
    ['b2c', `https://login.fabrikam.example/tfp/${tenant}/b2c_1_signupsignin/v2.0/`],
    ['external-id-custom-domain', `https://login.woodgrove.example/${tenant}/v2.0`],
    ['other', 'https://accounts.google.com'],
    ['other', `https://login.microsoftonline.com.evil.example/${tenant}`],
    ['other', `http://login.microsoftonline.com/${tenant}/v2.0`],
    ['other', 'no address'],
  ];
  it.each(issuers)('%s: %s', (service, iss) => {
    expect(issuerOf({ iss })).toMatchObject({ service, practiceName: undefined });
  });
  it('nothing, if there is none', () => {
    expect(issuerOf({})).toMatchObject({ service: 'other', tenantId: undefined });
  });
});

const origins = {
  front: 'http://127.0.0.1:8400',
  back: 'https://localhost:8443',
  customDomain: 'https://localhost:8444',
  customDomainFront: 'http://login.woodgrove.localhost:8400',
};

it.each(tenants)('recognizes the practice tenant’s tenant $name', (each) => {
  const iss = practiceIssuerOf(each, origins);
  const { service, practiceName, tenantId, keysUrl } = issuerOf({ iss, tid: each.id });
  expect({ tenantId, keysUrl }).toEqual({ tenantId: each.id, keysUrl: undefined });
  expect(service).toBe(each.isPersonal ? 'personal' : each.type);
  expect(practiceName).toBe(each.isPersonal ? 'personal accounts' : each.name);
});

it('recognizes a hosted practice tenant’s personal accounts, whatever its host is', () => {
  const iss = `https://tenant.lab.example.test/${personal}/v2.0`;
  expect(issuerOf({ iss, tid: personal })).toEqual({
    service: 'personal',
    practiceName: 'personal accounts',
    tenantId: personal,
    keysUrl: undefined,
  });
});

it('knows every tenant of the practice tenant by its ID, a visitor’s own too, and no other', () => {
  for (const { id, name, type, isPersonal } of tenants)
    expect(practiceTenant(id)).toEqual(isPersonal ? undefined : [name, type]);
  expect(practiceTenant('0a0a0a0a-1111-4111-8111-3f9ac27b10de')).toEqual(['Contoso', 'entra-id']);
  expect(practiceTenant('1a0a0a0a-1111-4111-8111-111111111111')).toBeUndefined();
});

it('doesn’t take a token of Microsoft’s for the practice tenant’s, whatever its tenant ID is', () => {
  const iss = 'https://login.microsoftonline.com/0a0a0a0a-1111-4111-8111-111111111111/v2.0';
  expect(issuerOf({ iss }).practiceName).toBeUndefined();
});

describe('leads to the keys of issuers on Microsoft’s domains', () => {
  it.each([
    [
      { iss: `https://login.microsoftonline.com/${tenant}/v2.0`, ver: '2.0' },
      `https://login.microsoftonline.com/${tenant}/discovery/v2.0/keys`,
    ],
    [
      { iss: `https://sts.windows.net/${tenant}/`, ver: '1.0' },
      `https://login.microsoftonline.com/${tenant}/discovery/keys`,
    ],
    [
      { iss: `https://${tenant}.ciamlogin.com/${tenant}/v2.0`, ver: '2.0' },
      `https://${tenant}.ciamlogin.com/${tenant}/discovery/v2.0/keys`,
    ],
    [
      { iss: `https://fabrikam.b2clogin.com/${tenant}/v2.0/`, tfp: 'B2C_1_signupsignin' },
      `https://fabrikam.b2clogin.com/${tenant}/B2C_1_signupsignin/discovery/v2.0/keys`,
    ],
  ])('%o', (claims, url) => {
    expect(issuerOf(claims).keysUrl).toBe(url);
  });
  it.each([
    { iss: `https://login.evil.example/${tenant}/v2.0` },
    { iss: `https://login.evil.example/${tenant}/v2.0/`, tfp: 'B2C_1_signupsignin' },
    { iss: `https://evilb2clogin.com/${tenant}/v2.0/`, tfp: 'B2C_1_signupsignin' },
    { iss: `https://fabrikam.b2clogin.com/${tenant}/v2.0/`, tfp: '../../evil' },
    { iss: 'javascript:alert(1)' },
  ])('and nowhere for %o', (claims) => {
    expect(issuerOf(claims).keysUrl).toBeUndefined();
  });
});
