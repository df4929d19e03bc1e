import { createClient } from '@redis/client';
import { expect, test } from 'vitest';
import { isRedisUrl } from '../../../../../samples/web-app/sign-in/registration/redis-url.ts';

test.each([
  'redis://localhost',
  'redis://127.0.0.1:6379/',
  'redis://[::1]:6379/2',
  'rediss://:S3cret%2FCanary@cache.example:6380',
  'rediss://user:password@cache.example:6380/0',
  'redis://cache.example/15',
])('%s is one, and the client takes it', (url) => {
  expect(isRedisUrl(url)).toBe(true);
  expect(() => createClient({ url })).not.toThrow();
});

test.each([
  'localhost:6379',
  'cache.example',
  'https://cache.example',
  'rediss://:S3cret/Canary@cache.example:6380',
  'redis://:100%@cache.example',
  'redis://:%FF@cache.example',
  'redis://cache.example/sessions',
  'redis://cache.example/2x',
  'redis://cache.example/x/2',
  'redisx://cache.example',
  'redis://a%:b@cache.example',
])('%s is none, and the client would throw', (url) => {
  expect(isRedisUrl(url)).toBe(false);
  expect(() => createClient({ url })).toThrow();
});

test.each(['redis:', 'redis://', 'redis:///0', 'redis:cache.example', 'xredis://cache.example'])(
  '%s names no host',
  (url) => {
    expect(isRedisUrl(url)).toBe(false);
  },
);
