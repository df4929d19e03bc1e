import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { tenantTypes } from '../../src/scenarios/tenant-types.ts';
import { fieldKeys, fieldsOf } from '../../src/your-tenant/fields.ts';
import {
  filled,
  fillingsIn,
  placeholder,
  places,
  secretPlaceholders,
} from '../../src/your-tenant/placeholders.ts';

const tenantId = '0a0a0a0a-1111-4111-8111-111111111111';

/** Pages and templates, with the placeholders in them. */
const texts = [
  ...globSync('src/content/**/*.{mdx,yaml}'),
  ...globSync('samples/*/.env.sample*'),
].map((path) => ({ path, text: readFileSync(path, 'utf8') }));

const isFillable = (found: string): boolean => places.some(({ pattern }) => pattern.test(found));

test('every placeholder of the pages and templates can be filled in, or is a secret', () => {
  const neither = texts.flatMap(({ path, text }) =>
    (text.match(placeholder) ?? [])
      .filter((found) => !isFillable(found) && !secretPlaceholders.includes(found))
      .map((found) => `${path}: ${found}`),
  );
  expect(neither).toEqual([]);
  expect(texts.length).toBeGreaterThan(100);
});

test('no secret can be filled in', () => {
  expect(secretPlaceholders.filter(isFillable)).toEqual([]);
});

test('every field has a place, and every tenant type has fields', () => {
  expect(new Set(places.map(({ field }) => field))).toEqual(new Set(fieldKeys));
  expect(tenantTypes.map((type) => fieldsOf(type).includes('clientId'))).not.toContain(false);
});

test.each(tenantTypes)('the template of %s needs no field that its form lacks', (tenantType) => {
  const template = readFileSync(`samples/web-app/.env.sample.${tenantType}`, 'utf8');
  const needed = places.filter(({ pattern }) => pattern.test(template)).map(({ field }) => field);
  expect(needed.length).toBeGreaterThan(1);
  expect(fieldsOf(tenantType)).toEqual(expect.arrayContaining(needed));
});

describe('filled', () => {
  it('puts each value into its places and leaves the others', () => {
    expect(
      filled('https://<your subdomain>.ciamlogin.com/<your tenant ID> <your client ID>', {
        subdomain: 'contoso',
        tenantId,
      }),
    ).toBe(`https://contoso.ciamlogin.com/${tenantId} <your client ID>`);
  });

  it('fills in every occurrence', () => {
    const text = 'https://<your tenant name>.b2clogin.com/<your tenant name>.onmicrosoft.com';
    expect(filled(text, { tenantName: 'fabrikam' })).toBe(
      'https://fabrikam.b2clogin.com/fabrikam.onmicrosoft.com',
    );
  });

  it('uses a domain only where the tenant can be named by one', () => {
    const tenant = { tenantId: 'contoso.onmicrosoft.com' };
    expect(filled('https://login.microsoftonline.com/<your tenant ID>', tenant)).toBe(
      'https://login.microsoftonline.com/contoso.onmicrosoft.com',
    );
    expect(filled('npm run register -- --tenant <your tenant ID>', tenant)).toBe(
      'npm run register -- --tenant contoso.onmicrosoft.com',
    );
    for (const text of ['ALLOWED_TENANTS=<your tenant ID>', 'TENANT_ID=<your tenant ID>'])
      expect(filled(text, tenant)).toBe(text);
  });

  it('makes the redirect URI from the host of the app', () => {
    expect(
      filled('redirect_uri=<your redirect URI>', { appOrigin: 'https://app.contoso.com' }),
    ).toBe('redirect_uri=https://app.contoso.com/auth/redirect');
  });

  it('replaces the user flows that a template names, and no others', () => {
    const flows = { signUpSignIn: 'B2C_1_susi', editProfile: 'B2C_1_edit' };
    const template = readFileSync('samples/web-app/.env.sample.b2c', 'utf8');
    const text = filled(template, flows);
    expect(text).toContain('SIGNUPSIGNIN_USER_FLOW=B2C_1_susi\n');
    expect(text).toContain('EDITPROFILE_USER_FLOW=B2C_1_edit\n');
    expect(text).toContain('RESETPASSWORD_USER_FLOW=B2C_1_resetpassword\n');
    expect(filled('the user flow B2C_1_signupsignin', flows)).toBe(
      'the user flow B2C_1_signupsignin',
    );
  });

  it('takes a value for what it is, whatever characters it has', () => {
    expect(filled('<your client ID>', { clientId: '$&<your tenant ID>', tenantId })).toBe(
      '$&<your tenant ID>',
    );
  });
});

test('fillings come in the order of the text and name the placeholder’s own characters', () => {
  const text = 'CLIENT_ID=<your client ID> at /<your tenant ID>, <your subdomain>';
  const fillings = fillingsIn(text, { tenantId, clientId: tenantId });
  expect(fillings.map(({ start, end }) => text.slice(start, end))).toEqual([
    '<your client ID>',
    '<your tenant ID>',
  ]);
});
