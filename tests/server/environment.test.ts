import { expect, it } from 'vitest';
import { EnvironmentError, readEnvironment } from '../../src/server/environment.ts';

const mistakesOf = (env: Record<string, string>): readonly string[] => {
  try {
    readEnvironment(env);
    return [];
  } catch (error) {
    if (error instanceof EnvironmentError) return error.mistakes;
    throw error;
  }
};

it('needs nothing set', () => {
  expect(readEnvironment({})).toEqual({
    port: 4321,
    hosts: ['127.0.0.1', '::1'],
    siteOrigin: 'http://localhost:4321',
    sessionSecret: undefined,
    redisUrl: undefined,
    practiceTenant: true,
    signInsPerMinute: 1000,
    dataFolder: '.practice-tenant',
  });
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
  ['a Redis address of another kind', { REDIS_URL: 'http://localhost' }, 'REDIS_URL must start'],
  ['a practice tenant half on', { PRACTICE_TENANT: 'yes' }, 'PRACTICE_TENANT must be "on" or'],
  ['a public origin without secret', { SITE_ORIGIN: 'https://lab.example' }, 'SESSION_SECRET is'],
])('says in one sentence what is wrong with %s', (_, env, sentence) => {
  const [mistake = '', ...others] = mistakesOf(env);
  expect(others).toEqual([]);
  expect(mistake).toContain(sentence);
  expect(mistake).toMatch(/\.$/);
});

it('tells every mistake at once', () => {
  expect(mistakesOf({ PORT: '0', PRACTICE_TENANT: 'maybe' })).toHaveLength(2);
});
