import { describe, expect, test } from 'vitest';
import {
  isOwnAddress,
  problemWithOwnAddress,
} from '../../../src/practice-tenant/hosted/own-addresses.ts';

const site = 'https://lab.example';

describe('an app of a hosted practice tenant', () => {
  test.each([
    'http://localhost',
    'http://localhost:3000/auth/redirect',
    'https://localhost:3000/auth/redirect?a=b',
    'http://127.0.0.1:5173/',
    'http://[::1]:8080/callback',
    'https://lab.example/auth/redirect/entra-id',
  ])('may be at %s', (address) => {
    expect(problemWithOwnAddress(address, site)).toBeUndefined();
  });

  test.each([
    'https://evil.example/',
    'http://localhost.evil.example/',
    'http://localhost@evil.example/',
    'http://evil.example\\@localhost/',
    'http:\\\\localhost\\x',
    'http://localhost:3000\\evil',
    'http:localhost/x',
    'http://user:password@localhost/',
    'http://localhost:80@localhost/',
    'http://localhost./',
    'http://LOCALHOST/',
    'http://0.0.0.0:3000/',
    'http://127.0.0.2/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://ⓛocalhost/',
    'http://localhost。evil.example/',
    'http://localhost:3000/a b',
    'http://localhost:3000/\t',
    'https://lab.example.evil.example/',
    'https://lab.example:8443/',
    'http://lab.example/',
    'https://sub.lab.example/',
    '//localhost/',
    'localhost:3000',
    'javascript:alert(1)//localhost',
    'data:text/html,http://localhost',
    'myapp://auth',
    'msal22222222-2222-4222-8222-222222222222://auth',
    '',
  ])('may not be at %j', (address) => {
    expect(isOwnAddress(address, site)).toBe(false);
    expect(problemWithOwnAddress(address, site)).toMatch(
      /^This lab lets an app be only on your own machine/,
    );
  });
});
