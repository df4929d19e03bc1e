import { expect, test } from 'vitest';
import type { TenantType } from '../../src/practice-tenant/directory/model.ts';
import { tenants } from '../../src/practice-tenant/directory/tenants.ts';
import { prepareAuthorizeRequest } from '../../src/practice-tenant/protocol/authorize/authorize-request.ts';

function prepared(type: TenantType, query: string): Record<string, string> {
  const tenant = tenants.find((each) => each.type === type);
  if (tenant === undefined) throw new Error(`There is no tenant of the type ${type}.`);
  return Object.fromEntries(prepareAuthorizeRequest(tenant, undefined, new URLSearchParams(query)));
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

test('an empty response mode is the usual one, an unknown one AADSTS70007', () => {
  expect(prepared('entra-id', 'response_mode=')).toEqual(prepared('entra-id', ''));
  expect(() => prepared('entra-id', 'response_mode=web_message')).toThrow(
    expect.objectContaining({ code: 'AADSTS70007' }),
  );
});

test.each([
  ['code', 'practice_query'],
  ['id_token', 'practice_fragment'],
  ['token', 'practice_fragment'],
  ['code id_token', 'practice_fragment'],
])('%s comes back in %s, unless the app says otherwise', (type, mode) => {
  const asked = `response_type=${type}`;
  expect(prepared('entra-id', asked)).toMatchObject({ response_mode: mode });
  expect(prepared('entra-id', `${asked}&response_mode=form_post`)).toMatchObject({
    response_mode: 'practice_form_post',
  });
});

test('no client sets what carries something through oidc-provider', () => {
  const internal = ['practice_contexts', 'practice_only_token', 'practice_assumed_redirect_uri'];
  const query = new URLSearchParams(internal.map((name) => [name, 'yes'])).toString();
  expect(Object.keys(prepared('entra-id', query))).toEqual(['response_mode']);
});
