import { describe, expect, test } from 'vitest';
import { practiceTenantConfiguration } from '../../src/practice-tenant/index.ts';

const mistakes = (env: Record<string, string>): string => {
  try {
    practiceTenantConfiguration(env);
    return 'none';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

describe('the environment of the practice tenant', () => {
  test('may be empty', () => {
    expect(practiceTenantConfiguration({})).toMatchObject({
      frontOrigin: 'http://127.0.0.1:8400',
      origin: 'https://localhost:8443',
      customDomainOrigin: 'https://localhost:8444',
      siteOrigin: 'http://localhost:4321',
      dataFolder: '.practice-tenant',
    });
  });

  test('moves ports apart from public origins', () => {
    const { ports } = practiceTenantConfiguration({ PRACTICE_TENANT_FRONT_PORT: '9400' });
    expect(ports).toEqual({ front: 9400 });
  });

  test('registers the live demo of the site that it names', () => {
    expect(practiceTenantConfiguration({ PORT: '5000' }).siteOrigin).toBe('http://localhost:5000');
  });

  test.each([
    [
      { PRACTICE_TENANT_ORIGIN: 'http://localhost:8443' },
      /^PRACTICE_TENANT_ORIGIN must be an https/,
    ],
    [{ PRACTICE_TENANT_ORIGIN: 'https://localhost:8443/x' }, /without a path/],
    [{ PRACTICE_TENANT_PORT: 'many' }, /^PRACTICE_TENANT_PORT must be a whole number/],
    [
      { PRACTICE_TENANT_FRONT_ORIGIN: 'https://practice.example' },
      /set PRACTICE_TENANT_PUBLIC=yes/,
    ],
    [
      { PRACTICE_TENANT_CUSTOM_DOMAIN_FRONT_ORIGIN: 'http://login.woodgrove.localhost:9000' },
      /^PRACTICE_TENANT_CUSTOM_DOMAIN_FRONT_ORIGIN must have the scheme and port of http:\/\/127/,
    ],
    [
      { PRACTICE_TENANT_CUSTOM_DOMAIN_FRONT_ORIGIN: 'https://login.example' },
      /set PRACTICE_TENANT_PUBLIC=yes/,
    ],
    [{ PRACTICE_TENANT_PUBLIC: 'perhaps' }, /^PRACTICE_TENANT_PUBLIC must be "yes" or "no"/],
  ])('%j is one sentence', (env, sentence) => {
    expect(mistakes(env)).toMatch(sentence);
    expect(mistakes(env).split('\n')).toHaveLength(1);
  });

  test('every mistake has its own sentence', () => {
    const env = { PRACTICE_TENANT_PORT: 'x', PRACTICE_TENANT_FRONT_PORT: '0' };
    expect(mistakes(env).split('\n')).toHaveLength(2);
  });

  test('a public address is accepted when it is asked for', () => {
    const origin = 'https://practice.example';
    const env = {
      PRACTICE_TENANT_FRONT_ORIGIN: origin,
      PRACTICE_TENANT_ORIGIN: origin,
      PRACTICE_TENANT_CUSTOM_DOMAIN_ORIGIN: origin,
      PRACTICE_TENANT_FRONT_PORT: '8080',
      PRACTICE_TENANT_PUBLIC: 'yes',
    };
    expect(practiceTenantConfiguration(env).frontOrigin).toBe(origin);
  });
});
