import { createHash, randomUUID } from 'node:crypto';
import { decodeProtectedHeader, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { appBrowser, redirectUri, scopeFor } from './msal-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
  // In B2C only an administrator grants what the answer needs an access token for.
  const directory = tenant.directory('b2c');
  const app = await directory.registration(clientIds.needsConsent);
  if (app === undefined) throw new Error('The app is not registered.');
  const adminConsent = [...app.adminConsent, ...scopeFor('b2c').split(' ')];
  await directory.saveRegistration({ ...app, adminConsent });
});
afterAll(() => tenant.remove());

const b2c = 'fabrikam.onmicrosoft.com';
/** Every authority that a client can be told, and which channel it is on. */
const authorities = [
  'common',
  'organizations',
  'contoso.onmicrosoft.com',
  '0a0a0a0a-1111-4111-8111-111111111111',
  'woodgrove.onmicrosoft.com',
  '0b0b0b0b-2222-4222-8222-222222222222',
  'adatum.onmicrosoft.com',
  '0c0c0c0c-3333-4333-8333-333333333333',
  `${b2c}/B2C_1_signupsignin`,
  `${b2c}/B2C_1_signupsignin_v1`,
  `${b2c}/B2C_1_editprofile`,
  `${b2c}/B2C_1_resetpassword`,
] as const;
const backOf = (authority: string): string =>
  /^(?:adatum|0c0c)/.test(authority) ? tenant.customDomainOrigin : tenant.origin;

const strings = z.array(z.string().min(1)).min(1);
const https = z.url({ protocol: /^https$/ });
/** The required members of Discovery 1.0 §3, and what it asks of those recommended ones that are there. */
const metadata = z.looseObject({
  issuer: https.refine((issuer) => !/[?#]/.test(issuer)),
  // The one thing that is different on purpose: pages are on http, on this machine only.
  authorization_endpoint: z.url({ protocol: /^https?$/ }),
  token_endpoint: https,
  jwks_uri: https,
  response_types_supported: strings.refine((types) => types.includes('code')),
  subject_types_supported: z.array(z.enum(['pairwise', 'public'])).min(1),
  id_token_signing_alg_values_supported: strings.refine((names) => names.includes('RS256')),
  scopes_supported: strings.refine((scopes) => scopes.includes('openid')),
  response_modes_supported: strings,
  token_endpoint_auth_methods_supported: strings,
  claims_supported: strings.refine((claims) => claims.includes('sub')),
  userinfo_endpoint: https.optional(),
  end_session_endpoint: z.url(),
});

/** RFC 7517 §4 and RFC 7518 §6.3.1: public halves of RSA keys, and no private parts. */
const keySet = z.object({
  keys: z
    .array(
      z
        .looseObject({
          kty: z.literal('RSA'),
          use: z.literal('sig'),
          kid: z.string().min(1),
          n: z.string().min(340),
          e: z.string().min(1),
        })
        .refine((key) => !['d', 'p', 'q', 'dp', 'dq', 'qi'].some((part) => part in key)),
    )
    .min(1),
});

/** RFC 6749 §5.1 and OpenID Connect Core §3.1.3.3. */
const tokenResponse = z.looseObject({
  access_token: z.string().min(1),
  token_type: z.string().regex(/^bearer$/i),
  id_token: z.jwt({ alg: 'RS256' }),
  expires_in: z.int().positive(),
  refresh_token: z.string().min(1),
  scope: z.string().min(1),
});

/** OpenID Connect Core §2. */
const idToken = z.looseObject({
  iss: https,
  sub: z.string().regex(/^[\x20-\x7e]{1,255}$/),
  aud: z.literal(clientIds.needsConsent),
  exp: z.int(),
  iat: z.int(),
  auth_time: z.int(),
  nonce: z.string(),
});

/** RFC 6749 §5.2. */
const errorResponse = z.looseObject({
  error: z.string().regex(/^[a-z_]+$/),
  error_description: z.string().regex(/^[\x20-\x7e\r\n’]+$/),
});

const read = async <Schema extends z.ZodType>(url: string, schema: Schema) => {
  const answer = await fetch(url);
  expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
  return schema.parse(await answer.json());
};
const metadataOf = (authority: string) =>
  read(`${backOf(authority)}/${authority}/v2.0/.well-known/openid-configuration`, metadata);

describe.each(authorities)('/%s', (authority) => {
  test('publishes the metadata and keys that the specifications require', async () => {
    const found = await metadataOf(authority);
    await read(found.jwks_uri, keySet);
    const shared = /^(?:common|organizations)$/.test(authority);
    expect(found.issuer.includes('{tenantid}')).toBe(shared);
  });

  test('gives tokens with everything that the specifications require', async () => {
    const found = await metadataOf(authority);
    const nonce = randomUUID();
    const code_verifier = randomUUID() + randomUUID();
    const client = {
      client_id: clientIds.needsConsent,
      client_secret: 'practice~needs-consent~not-a-real-secret',
    };
    const url = `${found.authorization_endpoint}?${new URLSearchParams({
      client_id: client.client_id,
      redirect_uri: redirectUri,
      response_type: 'code',
      scope: scopeFor(authority.startsWith('fabrikam') ? 'b2c' : 'entra-id'),
      state: 'kept',
      nonce,
      max_age: '3600',
      code_challenge: createHash('sha256').update(code_verifier).digest('base64url'),
      code_challenge_method: 'S256',
    })}`;
    const back = await throughPages(url);
    expect(back.get('state')).toBe('kept');
    const fields = { grant_type: 'authorization_code', redirect_uri: redirectUri, code_verifier };
    const post = (changes: Record<string, string>) =>
      fetch(found.token_endpoint, {
        method: 'POST',
        body: new URLSearchParams({ ...client, ...fields, ...changes }),
      });
    const answer = await post({ code: back.get('code') ?? '' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const tokens = tokenResponse.parse(await answer.json());

    const { keys } = await read(found.jwks_uri, keySet);
    const { kid } = decodeProtectedHeader(tokens.id_token);
    const key = keys.find((each) => each.kid === kid);
    if (key === undefined) throw new Error('The key of the ID token is not published.');
    const { payload } = await jwtVerify(tokens.id_token, key);
    const claims = idToken.parse(payload);
    expect(claims.nonce).toBe(nonce);
    expect(claims.exp).toBeGreaterThan(claims.iat);
    const own = found.issuer.replace('{tenantid}', String(claims['tid']));
    expect(claims.iss).toBe(own);

    const refused = await post({ code: 'made-up' });
    expect([400, 401]).toContain(refused.status);
    expect(refused.headers.get('cache-control')).toBe('no-store');
    errorResponse.parse(await refused.json());

    // Core §5.3: the same person by the same name as in the ID token.
    if (found.userinfo_endpoint === undefined) return;
    const headers = { authorization: `Bearer ${tokens.access_token}` };
    const person = await fetch(found.userinfo_endpoint, { headers });
    expect(await person.json()).toMatchObject({ sub: claims.sub, name: 'Alex Rivera' });
  });
});

/** Presses what each page of the way asks for, with what it asks to fill in. */
async function throughPages(url: string): Promise<URLSearchParams> {
  const browser = appBrowser();
  let page = await browser.open(url);
  for (const button of ['Contoso', 'Alex Rivera', 'Send verification code', 'Accept', 'Continue']) {
    const form = page.forms.find(({ buttons }) =>
      buttons.some(({ label }) => label.includes(button)),
    );
    if (form === undefined) continue;
    const values = {
      'Email address': 'alex@fabrikam.onmicrosoft.com',
      'Verification code': /code for [^<]*<strong>(\d{6})/.exec(page.text)?.[1] ?? '',
      'New password': 'quite-another-one',
    };
    const asked = Object.entries(values).filter(([label]) =>
      form.fields.some((field) => field.label === label),
    );
    page = await browser.press(page, button, Object.fromEntries(asked));
  }
  return new URL(page.url).searchParams;
}
