import { describe, expect, test } from 'vitest';
import {
  PracticeTenantConfigurationError,
  practiceTenantConfiguration,
} from '../../../src/practice-tenant/index.ts';

const enough = {
  PRACTICE_TENANT: 'hosted',
  SITE_ORIGIN: 'https://lab.example.com',
  REDIS_URL: 'redis://127.0.0.1:6379',
};

function mistakesIn(env: Record<string, string | undefined>): readonly string[] {
  try {
    practiceTenantConfiguration(env);
    return [];
  } catch (error) {
    if (error instanceof PracticeTenantConfigurationError) return error.mistakes;
    throw error;
  }
}

describe('the environment of a hosted practice tenant', () => {
  test('needs no more than the address of the site, and Redis', () => {
    const origin = 'https://tenant.lab.example.com';
    expect(practiceTenantConfiguration(enough)).toMatchObject({
      frontOrigin: origin,
      origin,
      customDomainOrigin: origin,
      customDomainFrontOrigin: origin,
      ports: { front: 8400 },
      siteOrigin: 'https://lab.example.com',
      redisUrl: 'redis://127.0.0.1:6379',
      hosted: { idleHours: 24, mostSets: 20_000, setsPerAddress: 100 },
    });
  });

  test('can name another address, other limits, and another Redis', () => {
    const options = practiceTenantConfiguration({
      ...enough,
      PRACTICE_TENANT_ORIGIN: 'https://sign-in.example.net',
      PRACTICE_TENANT_FRONT_PORT: '9400',
      PRACTICE_TENANT_REDIS_URL: 'rediss://other.internal',
      PRACTICE_TENANT_IDLE_HOURS: '72',
      PRACTICE_TENANT_MOST_SETS: '50',
      PRACTICE_TENANT_SETS_PER_ADDRESS: '5',
    });
    expect(options).toMatchObject({
      frontOrigin: 'https://sign-in.example.net',
      ports: { front: 9400 },
      redisUrl: 'rediss://other.internal',
      hosted: { idleHours: 72, mostSets: 50, setsPerAddress: 5 },
    });
  });

  test.each([
    [
      { SITE_ORIGIN: undefined },
      /^PRACTICE_TENANT=hosted needs SITE_ORIGIN, .* for example SITE_ORIGIN=https/,
    ],
    [
      { SITE_ORIGIN: 'http://lab.example.com' },
      /needs https, .*SITE_ORIGIN is http:\/\/lab\.example\.com/,
    ],
    [{ REDIS_URL: undefined }, /needs REDIS_URL/],
    [{ PRACTICE_TENANT_ORIGIN: 'https://lab.example.com' }, /must not be the site’s own address/],
    [
      { PRACTICE_TENANT_ORIGIN: 'http://tenant.example.com' },
      /^PRACTICE_TENANT_ORIGIN must be an https origin/,
    ],
    [
      { PRACTICE_TENANT_FRONT_ORIGIN: 'https://pages.example.com' },
      /^PRACTICE_TENANT_FRONT_ORIGIN must be left out/,
    ],
    [
      { PRACTICE_TENANT_ADMIN_KEY: '0123456789abcdef' },
      /^PRACTICE_TENANT_ADMIN_KEY must be left out/,
    ],
    [
      { PRACTICE_TENANT_IDLE_HOURS: '0' },
      /^PRACTICE_TENANT_IDLE_HOURS must be a whole number from 1 to 8760/,
    ],
    [{ PRACTICE_TENANT_MOST_SETS: 'many' }, /^PRACTICE_TENANT_MOST_SETS must be a whole number/],
  ])('says in one sentence what is wrong with %j', (wrong, sentence) => {
    const mistakes = mistakesIn({ ...enough, ...wrong });
    expect(mistakes).toHaveLength(1);
    expect(mistakes[0]).toMatch(sentence);
  });
});
