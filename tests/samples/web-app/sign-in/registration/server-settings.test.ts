import { expect, test } from 'vitest';
import { ConfigurationError } from '../../../../../samples/web-app/sign-in/registration/environment.ts';
import { serverSettingsFrom } from '../../../../../samples/web-app/sign-in/registration/server-settings.ts';

const mistakesOf = (environment: Record<string, string>, publicOrigin?: string) => {
  try {
    serverSettingsFrom(environment, publicOrigin);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.mistakes;
    throw error;
  }
};

test('nothing needs to be set on your own machine', () => {
  expect(serverSettingsFrom({}, undefined)).toEqual({
    sessionSecrets: [],
    lifetime: { idle: 3600, absolute: 8 * 3600 },
    redisUrl: undefined,
    signInsPerMinute: 1000,
    trustedProxies: 0,
  });
});

test('all settings are read, the newest secret first', () => {
  const [first, second] = ['a'.repeat(32), 'b'.repeat(32)];
  const environment = {
    SESSION_SECRET: ` ${first}, ${second} `,
    REDIS_URL: 'redis://localhost:6379',
    SIGN_IN_LIMIT: '1000000',
    TRUST_PROXY: '10',
    SESSION_IDLE_MINUTES: '5',
    SESSION_MAX_MINUTES: '30',
  };
  expect(serverSettingsFrom(environment, 'https://app.example')).toEqual({
    sessionSecrets: [first, second],
    lifetime: { idle: 300, absolute: 1800 },
    redisUrl: 'redis://localhost:6379',
    signInsPerMinute: 1_000_000,
    trustedProxies: 10,
  });
});

test('a public address needs a secret, and the sentence names both', () => {
  const missing = expect.stringMatching(/^SESSION_SECRET is missing, but https:\/\/app\.example /);
  for (const SESSION_SECRET of ['', ' '])
    expect(mistakesOf({ SESSION_SECRET }, 'https://app.example')).toEqual([missing]);
});

test.each([
  ['a short secret behind a long one', { SESSION_SECRET: `${'a'.repeat(32)},short` }],
  ['a phrase for a secret', { SESSION_SECRET: 'a phrase of many short words is no secret' }],
  ['a placeholder for a secret', { SESSION_SECRET: '<your secret>' }],
  ['a Redis address of another kind', { REDIS_URL: 'http://localhost' }],
  ['a limit that is too high', { SIGN_IN_LIMIT: '1000001' }],
  ['too many proxies', { TRUST_PROXY: '11' }],
  ['a lifetime in words', { SESSION_IDLE_MINUTES: 'long' }],
])('%s is told in one sentence, on a public address too', (_, wrong) => {
  const [name] = Object.keys(wrong);
  const environment = { SESSION_SECRET: 'a'.repeat(32), ...wrong };
  const sentence = expect.stringMatching(new RegExp(`^${name} (?:must|still) .*\\.$`));
  expect(mistakesOf(environment, 'https://app.example')).toEqual([sentence]);
});

test('all mistakes are reported together', () => {
  const wrong = { REDIS_URL: 'x', SIGN_IN_LIMIT: 'x', TRUST_PROXY: 'x', SESSION_MAX_MINUTES: 'x' };
  expect(mistakesOf(wrong, 'https://app.example')).toHaveLength(5);
});

test('the limits of the numbers count, and a number beyond them is named with its unit', () => {
  const of = (environment: Record<string, string>) => serverSettingsFrom(environment, undefined);
  expect(of({ SIGN_IN_LIMIT: '0', TRUST_PROXY: '0' })).toMatchObject({
    signInsPerMinute: 0,
    trustedProxies: 0,
  });
  expect(mistakesOf({ SIGN_IN_LIMIT: '-1' })).toEqual([
    'SIGN_IN_LIMIT must be a whole number of sign-ins per minute from 0 to 1000000.',
  ]);
  expect(mistakesOf({ TRUST_PROXY: '11' })).toEqual([
    'TRUST_PROXY must be a whole number of proxies from 0 to 10.',
  ]);
});

test('what must be set is told with the way to make it', () => {
  const recipe = 'make one with node -p "crypto.randomBytes(32).toString(\'base64url\')"';
  expect(mistakesOf({ SESSION_SECRET: 'x'.repeat(31) })).toEqual([
    `SESSION_SECRET must have at least 32 characters, without spaces or commas: ${recipe}.`,
  ]);
  expect(mistakesOf({}, 'https://app.example')).toEqual([
    `SESSION_SECRET is missing, but https://app.example is a public address: ${recipe} and give every instance the same value.`,
  ]);
  expect(mistakesOf({ REDIS_URL: 'localhost' })).toEqual([
    'REDIS_URL must look like redis://host:6379 or rediss://user:password@host:6380, with every special character in the password percent-encoded.',
  ]);
});
