import { describe, expect, test } from 'vitest';
import type { TenantType } from '../../../../../samples/web-app/sign-in/index.ts';
import { environmentReader } from '../../../../../samples/web-app/sign-in/registration/environment.ts';
import {
  subjectFrom,
  tenantTypeFrom,
  tenantTypeRows,
  tenantTypes,
} from '../../../../../samples/web-app/sign-in/registration/tenant-types.ts';

const tenantId = '0a0a0a0a-1111-4111-8111-111111111111';

test('the list of tenant types is the list of the rows', () => {
  expect(tenantTypes).toEqual(['entra-id', 'external-id', 'external-id-custom-domain', 'b2c']);
  expect(Object.keys(tenantTypeRows)).toEqual([...tenantTypes]);
});

test.each(tenantTypes)('the example of %s is an address that its own row allows', (type) => {
  const { example, fits, issuers } = tenantTypeRows[type];
  const { hostname, origin } = new URL(example.replace('<tenant ID>', tenantId));
  expect(fits(hostname)).toBe(true);
  for (const issuer of issuers({ origin, tenantId, policy: 'B2C_1_in' }))
    expect(new URL(issuer).pathname).toContain(tenantId);
});

test.each(['__proto__', 'constructor', 'toString', 'B2C', ''])('%j isn’t a tenant type', (text) => {
  const reader = environmentReader({ TENANT_TYPE: text });
  expect(() => tenantTypeFrom(reader)).toThrow(`must be one of ${tenantTypes.join(', ')}`);
});

const hosts: Record<TenantType, { fit: string[]; unfit: string[] }> = {
  'entra-id': {
    fit: [
      'login.microsoftonline.com',
      'login.microsoftonline.us',
      'login.partner.microsoftonline.cn',
    ],
    unfit: [
      'login.microsoftonline.com.evil.example',
      'evil-login.microsoftonline.com',
      'contoso.ciamlogin.com',
      'login.microsoftonline.cn',
      'loginXmicrosoftonline.com',
    ],
  },
  'external-id': {
    fit: ['contoso.ciamlogin.com'],
    unfit: ['ciamlogin.com', 'contosociamlogin.com', 'contoso.ciamlogin.com.evil.example'],
  },
  'external-id-custom-domain': {
    fit: ['login.contoso.com', 'contoso.ciamlogin.com'],
    unfit: ['login.microsoftonline.com', 'contoso.b2clogin.com'],
  },
  b2c: {
    fit: ['contoso.b2clogin.com', 'login.contoso.com'],
    unfit: ['login.microsoftonline.com', 'contoso.ciamlogin.com'],
  },
};

describe.each(tenantTypes)('a tenant of type %s', (type) => {
  const { fits, issuers, variable, hasUserFlows, audience, signOutTakesIdToken, endsInVersion } =
    tenantTypeRows[type];

  test('is on the hosts where such tenants are, and on no others', () => {
    for (const host of hosts[type].fit) expect(fits(host), host).toBe(true);
    for (const host of hosts[type].unfit) expect(fits(host), host).toBe(false);
  });

  test('names itself in its issuers as Microsoft writes them', () => {
    const parts = { origin: 'https://host.example', tenantId: 'ID' };
    const here = 'https://host.example/ID/v2.0';
    const byHost = 'https://ID.ciamlogin.com/ID/v2.0';
    const expected: Record<TenantType, string[]> = {
      'entra-id': [here],
      'external-id': [here, byHost],
      'external-id-custom-domain': [here, byHost],
      b2c: [`${here}/`, 'https://host.example/tfp/ID/B2C_1_in/v2.0/'],
    };
    expect(issuers({ ...parts, policy: 'B2C_1_in' })).toEqual(expected[type]);
    if (type === 'b2c') expect(issuers(parts)).toEqual([`${here}/`]);
  });

  test('differs from the others in what its documentation says', () => {
    const isB2c = type === 'b2c';
    expect({ hasUserFlows, signOutTakesIdToken }).toEqual({
      hasUserFlows: isB2c,
      signOutTakesIdToken: isB2c,
    });
    expect(audience).toBe(type === 'entra-id' ? 'employees' : 'customers');
    const isCustom = type === 'external-id-custom-domain';
    expect([variable, endsInVersion]).toEqual([
      isCustom ? 'OIDC_AUTHORITY' : 'AUTHORITY',
      isCustom,
    ]);
  });
});

test.each([
  ['entra-id', { sub: 's', oid: 'o' }, 's'],
  [
    'external-id',
    { sub: 'Not supported currently. Use oid claim.' },
    'Not supported currently. Use oid claim.',
  ],
  ['b2c', { sub: 's', oid: 'o' }, 'o'],
  ['b2c', { sub: 's' }, 's'],
  ['b2c', { sub: 'Not supported currently. Use oid claim.', oid: 'o' }, 'o'],
  ['b2c', { sub: 'Not supported currently. Use oid claim.' }, undefined],
  ['b2c', { sub: 'NOT SUPPORTED' }, undefined],
  ['b2c', { sub: 'is not supported' }, 'is not supported'],
] as const)('in %s, %j is told apart by %s', (type, claims, subject) => {
  expect(subjectFrom(type, claims)).toBe(subject);
});
