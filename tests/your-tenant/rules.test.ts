import { describe, expect, it, test } from 'vitest';
import { tenantTypes } from '../../src/scenarios/tenant-types.ts';
import { fieldsOf } from '../../src/your-tenant/fields.ts';
import { check } from '../../src/your-tenant/rules.ts';

const id = '0a0a0a0a-1111-4111-8111-111111111111';
const value = (text: string) => ({ kind: 'value', value: text });

test.each([
  ['tenantId', 'entra-id', ` ${id} `, id],
  ['tenantId', 'entra-id', 'contoso.onmicrosoft.com', 'contoso.onmicrosoft.com'],
  ['tenantId', 'entra-id', `https://login.microsoftonline.com/${id}/v2.0`, id],
  ['tenantId', 'entra-id', `{${id}}`, id],
  ['tenantId', 'external-id', 'contoso.onmicrosoft.com', 'contoso.onmicrosoft.com'],
  ['clientId', 'b2c', id, id],
  ['subdomain', 'external-id', 'https://contoso.ciamlogin.com/', 'contoso'],
  ['subdomain', 'external-id-custom-domain', 'contoso.onmicrosoft.com', 'contoso'],
  ['tenantName', 'b2c', 'fabrikam.onmicrosoft.com', 'fabrikam'],
  ['customDomain', 'external-id-custom-domain', 'https://login.contoso.com/', 'login.contoso.com'],
  ['customDomain', 'b2c', 'login.fabrikam.com', 'login.fabrikam.com'],
  [
    'signUpSignIn',
    'b2c',
    'B2C_1A_SignUpOrSignIn_with_2_identity_providers',
    'B2C_1A_SignUpOrSignIn_with_2_identity_providers',
  ],
  ['appOrigin', 'entra-id', 'https://app.contoso.com/', 'https://app.contoso.com'],
  ['appOrigin', 'entra-id', 'http://localhost:8080', 'http://localhost:8080'],
  ['appServiceName', 'entra-id', 'contoso-web.azurewebsites.net', 'contoso-web'],
  ['gitHubOrganization', 'entra-id', 'contoso', 'contoso'],
  ['gitHubRepository', 'entra-id', 'web.app', 'web.app'],
  ['apiHost', 'b2c', 'https://api.fabrikam.com', 'api.fabrikam.com'],
] as const)('%s of %s: %s is kept as %s', (field, type, typed, kept) => {
  expect(check(field, type, typed)).toEqual(value(kept));
});

test.each([
  ['tenantId', 'entra-id', 'contoso', 'or the domain of your tenant'],
  ['tenantId', 'entra-id', '😀', 'or the domain of your tenant'],
  ['tenantId', 'entra-id', 'login.microsoftonline.com', 'where users sign in'],
  ['tenantId', 'entra-id', 'contoso.b2clogin.com', 'where users sign in'],
  // Longer than what can be stored.
  ['tenantId', 'entra-id', `${'a'.repeat(300)}.onmicrosoft.com`, 'at most 300 characters'],
  ['tenantId', 'entra-id', 'organizations', 'of one tenant'],
  ['tenantId', 'external-id', 'common', 'of one tenant'],
  ['tenantId', 'external-id-custom-domain', 'contoso.onmicrosoft.com', 'must be a GUID'],
  ['tenantId', 'b2c', 'fabrikam.onmicrosoft.com', 'must be a GUID'],
  ['clientId', 'entra-id', 'my app', 'without spaces'],
  ['clientId', 'entra-id', '1234', 'The client ID must be a GUID'],
  ['clientId', 'entra-id', '<your client ID>', 'angle brackets'],
  ['subdomain', 'external-id', 'contoso.com', 'the first part of your domain'],
  ['tenantName', 'b2c', 'fabrikam.com', 'The tenant name must be the first part of your domain'],
  [
    'customDomain',
    'external-id-custom-domain',
    'login.microsoftonline.com',
    'for this tenant type it must look like',
  ],
  ['customDomain', 'external-id-custom-domain', 'login.contoso.com/path', 'the host alone'],
  ['customDomain', 'b2c', 'fabrikam.ciamlogin.com', 'must look like'],
  ['signUpSignIn', 'b2c', 'signupsignin', 'with its prefix'],
  ['appOrigin', 'entra-id', 'app.contoso.com', 'begins with https://'],
  ['appOrigin', 'entra-id', 'http://app.contoso.com', 'The redirect URI must begin with https://'],
  ['appOrigin', 'entra-id', 'http://127.0.0.1:3000', 'use localhost instead'],
  ['appOrigin', 'entra-id', 'https://app.contoso.com/auth', 'the host alone'],
  ['appServiceName', 'entra-id', '-web', 'hyphen'],
  ['gitHubOrganization', 'entra-id', 'github.com/contoso', 'the name in the address'],
  ['gitHubRepository', 'entra-id', 'contoso/web', 'name alone'],
  ['apiHost', 'b2c', 'api', 'the host alone'],
] as const)('%s of %s: %s is a mistake', (field, type, typed, words) => {
  const checked = check(field, type, typed);
  expect(checked.kind).toBe('mistake');
  expect('sentence' in checked && checked.sentence).toContain(words);
});

test('the sentences name fields, not variables', () => {
  for (const type of tenantTypes)
    for (const field of fieldsOf(type))
      for (const typed of ['x', 'x.y', 'http://x', '1234', 'common']) {
        const checked = check(field, type, typed);
        if (checked.kind === 'mistake')
          expect(checked.sentence).not.toMatch(
            /AUTHORITY|ALLOWED_TENANTS|CLIENT_ID|REDIRECT_URI|TENANT_TYPE|TENANT_NAME/,
          );
      }
});

describe('what looks like a secret', () => {
  test.each([
    ['a client secret', 'xyz8Q~aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456a'],
    ['an older client secret', 'Ab3dEf7hIjKlMn0pQrStUvWxYz12345/+='],
    ['a secret of the practice tenant', 'practice~web-app~not-a-real-secret'],
    ['a token', 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln'],
    ['a private key', '-----BEGIN PRIVATE KEY-----'],
  ])('%s is refused in every field', (_, secret) => {
    for (const type of tenantTypes)
      for (const field of fieldsOf(type)) {
        const checked = check(field, type, ` ${secret}`);
        expect(checked.kind).toBe('secret');
        expect(JSON.stringify(checked)).not.toContain(secret);
      }
  });
});

it('takes an emptied field for no value', () => {
  expect(check('clientId', 'entra-id', '  ')).toEqual({ kind: 'empty' });
});
