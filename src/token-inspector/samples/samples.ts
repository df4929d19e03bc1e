import { base64url, base64urlOf } from '../../jwt/base64url.ts';
import * as claims from './sample-claims.ts';
import type { SampleKey } from './sample-key.ts';

/** @param now seconds since 1970 */
type Make = (key: SampleKey, now: number) => Promise<string> | string;

const signed =
  (claimsAt: (now: number) => Record<string, unknown>): Make =>
  (key, now) =>
    key.sign(claimsAt(now));

const random = (bytes: number): string => base64url(crypto.getRandomValues(new Uint8Array(bytes)));
const day = 86_400;

/** What Microsoft Graph's tokens are like: the signature is for another nonce than the one in the header. */
const graphToken: Make = async (key, now) => {
  const whole = await key.sign(claims.graphToken(now), { nonce: 'as-graph-knows-it' });
  const [, payload, signature] = whole.split('.');
  const [header] = (await key.sign({}, { nonce: 'as-it-was-sent' })).split('.');
  return `${header}.${payload}.${signature}`;
};

const unsigned: Make = (_, now) =>
  `${base64urlOf('{"typ":"JWT","alg":"none"}')}.${base64urlOf(JSON.stringify(claims.entraIdToken(now)))}.`;

/** The claims changed after the token was signed. */
const forged: Make = async (key, now) => {
  const [header, , signature] = (await key.sign(claims.entraIdToken(now))).split('.');
  const name = { name: 'Someone Else', oid: '5b5b5b5b-0000-4000-8000-000000000099' };
  const payload = base64urlOf(JSON.stringify({ ...claims.entraIdToken(now), ...name }));
  return `${header}.${payload}.${signature}`;
};

const sharedSecret: Make = async (key, now) => {
  const [header, payload] = (await key.sign(claims.entraIdToken(now), { alg: 'HS256' })).split('.');
  return `${header}.${payload}.${random(32)}`;
};

const twice: Make = (key, now) => {
  const text = JSON.stringify(claims.entraIdToken(now));
  return key.sign(text.replace('"oid":', '"oid":"5b5b5b5b-0000-4000-8000-000000000099","oid":'));
};

const thousandClaims: Make = (key, now) => {
  const many = Array.from({ length: 1000 }, (_, index) => [
    `extension_attribute${index + 1}`,
    index,
  ]);
  return key.sign({ ...claims.entraIdToken(now), ...Object.fromEntries(many) });
};

const strangeText: Make = (key, now) =>
  key.sign({
    ...claims.entraIdToken(now),
    name: '<img src=x onerror=alert(1)> Žofia 山田\u202e',
    address: { street: 'Main Street 1', geo: { lat: 47.6, lon: -122.3 } },
  });

const encrypted: Make = () =>
  [
    base64urlOf('{"alg":"RSA-OAEP","enc":"A256GCM","kid":"sign-in-lab-sample","typ":"JWT"}'),
    random(256),
    random(12),
    random(300),
    random(16),
  ].join('.');

const tokenResponse: Make = async (key, now) =>
  JSON.stringify(
    {
      token_type: 'Bearer',
      scope: 'openid profile offline_access Tasks.Read',
      expires_in: 3300,
      access_token: await key.sign(claims.apiToken(now)),
      refresh_token: `1.A${random(80)}`,
      id_token: await key.sign(claims.entraIdToken(now)),
    },
    null,
    2,
  );

const address: Make = async (key, now) =>
  `https://app.example/signed-in#id_token=${await key.sign(claims.entraIdToken(now))}&state=12345&session_state=sample`;

const header: Make = async (key, now) => {
  const lines = (await key.sign(claims.apiToken(now))).match(/.{1,76}/g) ?? [];
  return `Authorization: Bearer ${lines.join('\n')}`;
};

const saml: Make = () =>
  '<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_sample" Version="2.0">…</saml:Assertion>';

interface Sample {
  label: string;
  make: Make;
}
const sample = (label: string, make: Make): Sample => ({ label, make });

/** Everything there is to try, by what it shows. */
export const samples = {
  'ID tokens': {
    'entra-id': sample('Entra ID', signed(claims.entraIdToken)),
    'external-id': sample('External ID', signed(claims.externalIdToken)),
    b2c: sample('Azure AD B2C', signed(claims.b2cIdToken)),
    guest: sample('Entra ID, a guest', signed(claims.guestIdToken)),
    personal: sample('Personal Microsoft account', signed(claims.personalIdToken)),
    groups: sample('Entra ID, too many groups', signed(claims.manyGroupsIdToken)),
  },
  'Access tokens': {
    api: sample('Your API, version 2.0', signed(claims.apiToken)),
    'api-v1': sample('Your API, version 1.0', signed(claims.apiTokenOfVersion1)),
    app: sample('Your API, an app without a user', signed(claims.appToken)),
    graph: sample('Microsoft Graph', graphToken),
  },
  'Tokens that apps send': {
    assertion: sample('Client assertion', signed(claims.clientAssertion)),
    workload: sample('GitHub Actions, for a federated credential', signed(claims.workloadToken)),
  },
  'Something’s wrong': {
    expired: sample('Expired yesterday', (key, now) => key.sign(claims.entraIdToken(now - day))),
    forged: sample('Changed after it was signed', forged),
    none: sample('Not signed: alg none', unsigned),
    secret: sample('Signed with a shared secret: HS256', sharedSecret),
    long: sample('Valid for a year', (key, now) =>
      key.sign({ ...claims.apiToken(now), exp: now + 365 * day }),
    ),
    twice: sample('The same claim twice', twice),
    thousand: sample('A thousand claims', thousandClaims),
    strange: sample('Markup and unusual characters', strangeText),
  },
  'Pasted by mistake': {
    response: sample('A whole token response', tokenResponse),
    address: sample('An address with #id_token=', address),
    header: sample('“Bearer”, with line breaks', header),
    encrypted: sample('An encrypted token', encrypted),
    refresh: sample('A refresh token', () => `1.A${random(120)}`),
    saml: sample('A SAML assertion', saml),
  },
} as const satisfies Record<string, Record<string, Sample>>;

/** The sample of this name; undefined if there is none. */
export const sampleNamed = (name: string): Sample | undefined =>
  Object.values<Record<string, Sample>>(samples).flatMap((group) =>
    Object.hasOwn(group, name) ? (group[name] ?? []) : [],
  )[0];
