import { expect, test } from 'vitest';
import {
  goingTo,
  SignInError,
} from '../../../../../samples/web-app/sign-in/errors/sign-in-error.ts';

test('two visitors who fail by one error keep to their own pages', async () => {
  const cause = new Error('refused');
  const shared = new SignInError('provider_unavailable', {
    detail: 'down',
    cause,
    errorCode: 'AADSTS90033',
    retryAfterSeconds: 7,
  });
  const failing = Promise.reject(shared);
  const pages = ['/profile', '/call-api'];
  const errors = await Promise.all(
    pages.map((page) => failing.catch(goingTo(page)).catch((error: unknown) => error)),
  );
  for (const [number, returnTo] of pages.entries())
    expect(errors[number]).toMatchObject({
      code: 'provider_unavailable',
      status: 503,
      detail: 'down',
      cause,
      errorCode: 'AADSTS90033',
      retryAfterSeconds: 7,
      returnTo,
    });
  expect(shared.returnTo).toBeUndefined();
});

test('an error that isn’t about a sign-in stays as it is', () => {
  const other = new TypeError('x');
  expect(() => goingTo('/profile')(other)).toThrow(other);
});
