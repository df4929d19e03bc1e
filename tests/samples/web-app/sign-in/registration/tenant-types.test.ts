import { expect, test } from 'vitest';
import { environmentReader } from '../../../../../samples/web-app/sign-in/registration/environment.ts';
import {
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
