import { expect, it } from 'vitest';
import { ConfigurationError } from '../../samples/web-app/sign-in/index.ts';
import { demoNames } from '../../src/scenarios/demos.ts';
import { readEnvironment } from '../../src/server/environment.ts';

const mistakesOf = (env: Record<string, string>): readonly string[] => {
  try {
    readEnvironment(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.mistakes;
    throw error;
  }
};

it('needs nothing set', () => {
  const { demo, practiceTenant, ...environment } = readEnvironment({});
  expect(environment).toEqual({
    port: 4321,
    network: { proxies: undefined, certificates: [], usesSystemCertificates: false },
    hosts: ['127.0.0.1', '::1'],
    siteOrigin: 'http://localhost:4321',
    sessionSecrets: [],
    signInsPerMinute: 1000,
    trustedProxies: 0,
    dataFolder: '.practice-tenant',
    operations: {
      metrics: undefined,
      logFormat: 'text',
      logsRequests: false,
      stopDelaySeconds: 0,
    },
    partsOff: new Set(),
  });
  expect(practiceTenant).toMatchObject({
    origin: 'https://localhost:8443',
    siteOrigin: 'http://localhost:4321',
  });
  const { registrations, ...told } = demo;
  expect(told).toEqual({
    siteOrigin: 'http://localhost:4321',
    sessionLifetime: { idle: 3600, absolute: 8 * 3600 },
    redisUrl: undefined,
    partsOff: new Set(),
    practiceTenant: { front: 'http://127.0.0.1:8400', adminKey: undefined },
  });
  expect([...registrations.keys()]).toEqual([...demoNames]);
});

it('tells the live demo where the practice tenant listens, and nothing about it when it is off', () => {
  const PRACTICE_TENANT_ORIGIN = 'https://localhost:9443';
  const { demo } = readEnvironment({ PRACTICE_TENANT_ORIGIN });
  expect(demo.registrations.get('entra-id')?.registration.authority).toMatch(
    /^https:\/\/localhost:9443\//,
  );
  const without = readEnvironment({ PRACTICE_TENANT_ORIGIN, PRACTICE_TENANT: 'off' });
  expect(without.practiceTenant).toBeUndefined();
  expect(without.demo.registrations.size).toBe(0);
});

it('takes several session secrets, the newest first', () => {
  const [first, second] = ['a'.repeat(32), 'b'.repeat(32)];
  const { sessionSecrets } = readEnvironment({ SESSION_SECRET: `${first}, ${second}` });
  expect(sessionSecrets).toEqual([first, second]);
});

it('takes the session lifetime in minutes', () => {
  const { demo } = readEnvironment({ SESSION_IDLE_MINUTES: '5', SESSION_MAX_MINUTES: '30' });
  expect(demo.sessionLifetime).toEqual({ idle: 300, absolute: 1800 });
});

it('takes an empty variable for one that is not set', () => {
  expect(readEnvironment({ PORT: '', REDIS_URL: '', HOST: '' })).toEqual(readEnvironment({}));
});

it('moves the origin with the port', () => {
  expect(readEnvironment({ PORT: '5000' }).siteOrigin).toBe('http://localhost:5000');
});

it.each([
  ['a port that is no number', { PORT: 'x' }, 'PORT must be a whole number'],
  ['a port out of range', { PORT: '70000' }, 'PORT must be a whole number'],
  ['an origin with a path', { SITE_ORIGIN: 'https://a.example/b' }, 'SITE_ORIGIN must be'],
  ['an origin without a scheme', { SITE_ORIGIN: 'lab.example' }, 'SITE_ORIGIN must be'],
  ['a short secret', { SESSION_SECRET: 'short' }, 'SESSION_SECRET must have at least 32'],
  [
    'a phrase for a secret',
    { SESSION_SECRET: 'a phrase of many short words is no secret' },
    'SESSION_SECRET must have at least 32',
  ],
  ['a Redis address of another kind', { REDIS_URL: 'http://localhost' }, 'REDIS_URL must look'],
  [
    'a Redis password that is not percent-encoded',
    { REDIS_URL: 'redis://:100%@localhost' },
    'REDIS_URL must look',
  ],
  ['a limit above that of the sample', { SIGN_IN_LIMIT: '1000001' }, 'SIGN_IN_LIMIT must be a'],
  ['a proxy without http', { HTTPS_PROXY: 'proxy:8080' }, 'HTTPS_PROXY must look like http://'],
  ['too many proxies', { TRUST_PROXY: '11' }, 'TRUST_PROXY must be a whole number'],
  ['a placeholder', { SESSION_SECRET: '<your secret>' }, 'SESSION_SECRET still holds a'],
  ['a lifetime in words', { SESSION_IDLE_MINUTES: 'long' }, 'SESSION_IDLE_MINUTES must be a whole'],
  ['a practice tenant on a path', { PRACTICE_TENANT_ORIGIN: 'https://a.example/b' }, 'PRACTICE_'],
  [
    'a practice tenant half on',
    { PRACTICE_TENANT: 'yes' },
    'PRACTICE_TENANT must be "on", "off", or',
  ],
  ['a public origin without secret', { SITE_ORIGIN: 'https://lab.example' }, 'SESSION_SECRET is'],
  ['a metrics port that is no number', { METRICS_PORT: 'on' }, 'METRICS_PORT must be a whole'],
  ['metrics on the port of the site', { METRICS_PORT: '4321' }, 'METRICS_PORT is the same port as'],
  ['metrics on a name', { METRICS_HOST: 'metrics' }, 'METRICS_HOST must be an IP address'],
  ['a log of another format', { LOG_FORMAT: 'xml' }, 'LOG_FORMAT must be "text" or "json"'],
  ['a log of requests half on', { LOG_REQUESTS: 'yes' }, 'LOG_REQUESTS must be "on" or "off"'],
  ['a stop that takes an hour', { STOP_DELAY_SECONDS: '3600' }, 'STOP_DELAY_SECONDS must be a'],
  [
    'a part that does not exist',
    { PARTS_OFF: 'desk, chair' },
    "PARTS_OFF has a name that isn't a part: use desk, faults, downloads, or check",
  ],
  ['an announcement of two lines', { ANNOUNCEMENT: 'one\ntwo' }, 'ANNOUNCEMENT must be one line'],
  ['a long announcement', { ANNOUNCEMENT: 'a'.repeat(201) }, 'ANNOUNCEMENT must be one line'],
  ['an imprint over http', { IMPRINT_URL: 'http://a.example' }, 'IMPRINT_URL must be an https'],
  ['a script for a link', { PRIVACY_URL: 'javascript:alert(1)' }, 'PRIVACY_URL must be an https'],
  ['another host for a path', { PRIVACY_URL: '//evil.example' }, 'PRIVACY_URL must be an https'],
])('says in one sentence what is wrong with %s', (_, env, sentence) => {
  const [mistake = '', ...others] = mistakesOf(env);
  expect(others).toEqual([]);
  expect(mistake).toContain(sentence);
  expect(mistake).toMatch(/\.$/);
});

it('tells every mistake at once', () => {
  expect(mistakesOf({ PORT: '0', PRACTICE_TENANT: 'maybe' })).toHaveLength(2);
  const parts = {
    SITE_ORIGIN: 'https://lab.example',
    PRACTICE_TENANT_ORIGIN: 'http://localhost:8443',
    ENTRA_ID__CLIENT_ID: 'no-guid',
    SESSION_MAX_MINUTES: '0',
  };
  const named = mistakesOf(parts).map((mistake) => /^\S+/.exec(mistake)?.[0]);
  expect(named).toEqual(
    expect.arrayContaining([
      'SESSION_SECRET',
      'PRACTICE_TENANT_ORIGIN',
      'ENTRA_ID__CLIENT_ID',
      'SESSION_MAX_MINUTES',
    ]),
  );
});

it('takes what an operator sets to run and watch it', () => {
  const { operations, partsOff, demo } = readEnvironment({
    METRICS_PORT: '9400',
    METRICS_HOST: '0.0.0.0',
    LOG_FORMAT: 'json',
    LOG_REQUESTS: 'on',
    STOP_DELAY_SECONDS: '10',
    PARTS_OFF: 'faults downloads',
    ANNOUNCEMENT: 'Closed on Friday from 18:00.',
    IMPRINT_URL: '/reference/',
    PRIVACY_URL: 'https://example.com/privacy',
  });
  expect(operations).toEqual({
    metrics: { port: 9400, host: '0.0.0.0' },
    logFormat: 'json',
    logsRequests: true,
    stopDelaySeconds: 10,
  });
  expect([...partsOff]).toEqual(['faults', 'downloads']);
  expect(demo.partsOff).toBe(partsOff);
});

it('keeps metrics on this machine unless told otherwise', () => {
  expect(readEnvironment({ METRICS_PORT: '9400' }).operations.metrics?.host).toBe('127.0.0.1');
});
