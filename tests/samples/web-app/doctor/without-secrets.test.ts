import { describe, expect, test } from 'vitest';
import { sayFor } from '../../../../samples/web-app/doctor/say.ts';
import { withoutSecrets } from '../../../../samples/web-app/doctor/without-secrets.ts';

/** What is left of a sentence; of what to do, the same is left. */
function cleaned(text: string, variables: NodeJS.Dict<string>): string {
  const finding = sayFor('careless', 'Careless').failed(text, text);
  const { seen, todo } = withoutSecrets(finding, variables);
  expect(todo).toBe(seen);
  return seen;
}

const settings: [name: string, variables: (secret: string) => NodeJS.Dict<string>][] = [
  ['CLIENT_SECRET', (secret) => ({ CLIENT_SECRET: secret })],
  ['SESSION_SECRET', (secret) => ({ SESSION_SECRET: `${'x'.repeat(32)},${secret}` })],
  ['CLIENT_CERTIFICATE_PASSWORD', (secret) => ({ CLIENT_CERTIFICATE_PASSWORD: secret })],
  ...['REDIS_URL', 'HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'].map(
    (name): (typeof settings)[number] => [
      name,
      (secret) => ({ [name]: `redis://me:${encodeURIComponent(secret)}@cache.example:6380` }),
    ],
  ),
];

/** Where a secret can be by mistake, in each form that it can have there. */
const places: [form: string, text: (secret: string) => string][] = [
  ['an address', (secret) => `no response from https://me:${encodeURIComponent(secret)}@host`],
  [
    'an address in lower case',
    (secret) => `https://me:${lowerCase(encodeURIComponent(secret))}@host`,
  ],
  ['a form', (secret) => `${new URLSearchParams({ client_secret: secret, grant_type: 'x' })}`],
  ['an address in a query', (secret) => encodeURIComponent(`redis://:${secret}@host`)],
  ['an address without a username', (secret) => `https://${encodeURIComponent(secret)}@host`],
  ['an address without a username in a query', (secret) => encodeURIComponent(`//${secret}@host`)],
  ['a form in a query', (secret) => encodeURIComponent(`client_secret=${secret}&a=b`)],
  ['JSON', (secret) => JSON.stringify({ password: secret })],
  ['JSON in ASCII', (secret) => `{"password":"${[...secret].map(unicodeEscape).join('')}"}`],
  [
    'JSON with slashes escaped',
    (secret) => `{"a":${JSON.stringify(secret).replaceAll('/', '\\/')}}`,
  ],
  ['an assignment', (secret) => `the shell sets it to A=${secret}`],
  ['a sentence about it', (secret) => `the password ${secret} is refused`],
  ['a quotation', (secret) => `the server says 'no' to '${secret}'`],
];
const lowerCase = (text: string) => text.replaceAll(/%../g, (each) => each.toLowerCase());
const unicodeEscape = (character: string) =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}`;

describe.each(['practice', 'aB3~a/long "client" secret+1234567890', 'p@s5', '7', 'Grüße'])(
  'the secret %s',
  (secret) => {
    test.each(places)('is replaced in %s', (_, text) => {
      const left = cleaned(text(secret), { CLIENT_SECRET: secret });
      expect(left).toContain('(secret)');
      expect(left).toBe(text('§').replace(/§|%C2%A7|%c2%a7|\\u00A7/, '(secret)'));
    });

    test.each(settings)('is replaced when it is in %s', (_, variables) => {
      const others = secret.includes(' ') ? secret.replaceAll(' ', '') : secret;
      expect(cleaned(`password: ${others}.`, variables(others))).toBe('password: (secret).');
    });
  },
);

describe('words of a sentence stay', () => {
  test.each([
    ['practice', "it's the practice tenant's; run npm start for the practice tenant."],
    ['cat', 'the certificate of the authority is out of date'],
    ['a1', 'tenant 0a1b2c knows a12, and beta1'],
    ['password', 'Check the username and password in HTTPS_PROXY.'],
  ])('with the secret %s', (secret, sentence) => {
    for (const [, variables] of settings)
      expect(cleaned(sentence, variables(secret))).toBe(sentence);
  });

  test('that are also words of a longer secret, or of what is no secret', () => {
    const variables = {
      CLIENT_SECRET: 'practice makes perfect, always',
      CLIENT_ID: 'practice-client-id',
      REDIS_URL: 'redis://practice-user:p4ssword@cache.example',
    };
    const sentence = 'perfect: practice-client-id is always practice-user at cache.example';
    expect(cleaned(sentence, variables)).toBe(sentence);
  });
});

test('a secret that holds another is replaced as a whole', () => {
  const variables = {
    CLIENT_SECRET: 'aB3~one-two',
    CLIENT_CERTIFICATE_PASSWORD: 'aB3~one-two-three',
  };
  expect(cleaned('aB3~one-two-three aB3~one-two', variables)).toBe('(secret) (secret)');
});

test('without secrets, nothing is replaced', () => {
  expect(cleaned('a sentence', { CLIENT_SECRET: ' ' })).toBe('a sentence');
});

test('a password that is not encoded correctly is replaced as it is written', () => {
  const REDIS_URL = 'redis://me:100%sure@cache.example';
  expect(cleaned(`no response from ${REDIS_URL}`, { REDIS_URL })).toBe(
    'no response from redis://me:(secret)@cache.example',
  );
});
