import { expect, test } from 'vitest';
import type { TenantType } from '../../src/practice-tenant/directory/model.ts';
import { tenants } from '../../src/practice-tenant/directory/tenants.ts';
import { prepareAuthorizeRequest } from '../../src/practice-tenant/protocol/authorize/authorize-request.ts';

function prepared(type: TenantType, query: string): Record<string, string> {
  const tenant = tenants.find((each) => each.type === type);
  if (tenant === undefined) throw new Error(`There is no tenant of the type ${type}.`);
  return Object.fromEntries(prepareAuthorizeRequest(tenant, new URLSearchParams(query)));
}

test('without openid nothing about an ID token is asked for, and nothing is refused for it', () => {
  expect(prepared('entra-id', 'scope=User.Read&nonce=n&max_age=1')).not.toHaveProperty('nonce');
  expect(prepared('entra-id', 'scope=openid&nonce=n&max_age=1')).toMatchObject({
    nonce: 'n',
    max_age: '1',
  });
});

test('only B2C leaves out the consent page that an app insists on', () => {
  expect(prepared('b2c', 'prompt=consent')).not.toHaveProperty('prompt');
  expect(prepared('b2c', 'prompt=login+consent')).toMatchObject({ prompt: 'login' });
  expect(prepared('external-id', 'prompt=consent')).toMatchObject({ prompt: 'consent' });
});

test('an empty response mode is the usual one, an unknown one AADSTS9002313', () => {
  expect(prepared('entra-id', 'response_mode=')).toEqual(prepared('entra-id', ''));
  expect(() => prepared('entra-id', 'response_mode=web_message')).toThrow(
    expect.objectContaining({ code: 'AADSTS9002313' }),
  );
});
