import { expect, test } from 'vitest';
import { isRegisteredRedirectUri } from '../../src/practice-tenant/directory/redirect-uris.ts';
import { tenants } from '../../src/practice-tenant/directory/tenants.ts';
import { findRoute } from '../../src/practice-tenant/tenant/route.ts';

const route = (path: string) => {
  const found = findRoute(tenants, new URL(path, 'http://localhost'));
  if (found?.tenant === undefined) return undefined;
  return [found.tenant.type, found.userFlow?.id, found.base, found.path];
};

test.each([
  ['/0a0a0a0a-1111-4111-8111-111111111111/v2.0/x', 'entra-id', undefined, '/v2.0/x'],
  ['/Contoso.onmicrosoft.com/oauth2/v2.0/token', 'entra-id', undefined, '/oauth2/v2.0/token'],
  ['/fabrikam.onmicrosoft.com/b2c_1_EditProfile/x', 'b2c', 'B2C_1_editprofile', '/x'],
  ['/tfp/fabrikam.onmicrosoft.com/B2C_1_editprofile/x', 'b2c', 'B2C_1_editprofile', '/x'],
  ['/fabrikam.onmicrosoft.com/x', 'b2c', 'B2C_1_signupsignin', '/x'],
])('%s is found', (path, type, flow, rest) => {
  const base = path.split('?')[0]?.slice(0, -rest.length);
  expect(route(path)).toEqual([type, flow, base, rest]);
});

test('a user flow in the parameter p is in the addresses of the pages that follow', () => {
  const found = ['b2c', 'B2C_1_resetpassword', '/fabrikam.onmicrosoft.com/B2C_1_resetpassword'];
  const base = '/fabrikam.onmicrosoft.com';
  expect(route(`${base}/x?p=b2c_1_resetpassword`)).toEqual([...found, '/x']);
  const twice = `${base}/b2c_1_resetpassword/x?p=b2c_1_resetpassword`;
  expect(route(twice)).toEqual(['b2c', found[1], `${base}/b2c_1_resetpassword`, '/x']);
});

test.each(['/', '/nowhere/x', '/contoso.onmicrosoft.com.evil.example/x'])('%s is not', (path) => {
  expect(route(path)).toBeUndefined();
});

test.each([
  ['/fabrikam.onmicrosoft.com/b2c_1_nope/x', 'b2c_1_nope'],
  ['/tfp/fabrikam.onmicrosoft.com/B2C_1A_nope/x', 'B2C_1A_nope'],
  ['/fabrikam.onmicrosoft.com/signupsignin/oauth2/v2.0/authorize', 'signupsignin'],
  ['/fabrikam.onmicrosoft.com/oauth2/v2.0/token?p=nope', 'nope'],
  ['/fabrikam.onmicrosoft.com/B2C_1_signupsignin/oauth2/v2.0/token?p=nope', undefined],
  ['/fabrikam.onmicrosoft.com/v2.0/.well-known/openid-configuration?p=', undefined],
  ['/fabrikam.onmicrosoft.com/discovery/v2.0/keys', undefined],
  ['/contoso.onmicrosoft.com/b2c_1_nope/x?p=nope', undefined],
])('the user flow that does not exist in %s is %s', (path, unknown) => {
  const found = findRoute(tenants, new URL(path, 'http://localhost'));
  if (found?.tenant === undefined) throw new Error('No tenant was found.');
  expect(found.unknownUserFlow).toBe(unknown);
});

const personal = '9188040d-6c67-4c5b-b112-36a304b66dad';
const northwind = '0f0f0f0f-6666-4666-8666-666666666666';
test.each([
  ['/common/v2.0/x', { shared: 'common', path: '/v2.0/x' }],
  ['/Consumers/x', { shared: 'consumers', path: '/x' }],
  // Nobody of these is there.
  [`/organizations/${personal}/x`, { shared: 'organizations', path: `/${personal}/x` }],
  [`/consumers/${northwind}/x`, { shared: 'consumers', path: `/${northwind}/x` }],
])('%s is one of several tenants', (path, expected) => {
  expect(findRoute(tenants, new URL(path, 'http://localhost'))).toEqual(expected);
});

test.each([
  [`/common/${northwind}/x`, 'northwind', 'common'],
  [`/organizations/${northwind}/x`, 'northwind', 'organizations'],
  [`/consumers/${personal}/x`, 'personal', 'consumers'],
])(
  '%s is of the user’s own tenant, and of the authority they came through',
  (path, key, shared) => {
    expect(findRoute(tenants, new URL(path, 'http://localhost'))).toMatchObject({
      tenant: { key },
      shared,
      base: path.slice(0, -2),
      path: '/x',
    });
  },
);

const registered = ['http://localhost:3000/auth', 'https://app.example/auth'];
test.each([
  ['http://localhost:3000/auth', true],
  ['http://localhost:8080/auth', true],
  ['http://localhost/auth', true],
  ['http://localhost:3000/auth/', false],
  ['http://localhost:3000/AUTH', false],
  ['http://localhost:3000/auth?x=1', false],
  ['http://localhost.evil.example/auth', false],
  ['http://localhost:3000@evil.example/auth', false],
  ['http://127.0.0.1:3000/auth', false],
  ['https://app.example/auth', true],
  ['https://app.example:8443/auth', false],
])('the redirect URI %s is registered: %s', (uri, expected) => {
  expect(isRegisteredRedirectUri(registered, uri)).toBe(expected);
});
