import { readFile } from 'node:fs/promises';
import { Provider } from 'oidc-provider';
import { expect, test } from 'vitest';

// The practice tenant changes a few internals of oidc-provider; a new version must be looked at by a person.

test('oidc-provider is the version that was looked at', async () => {
  const file = new URL('../../node_modules/oidc-provider/package.json', import.meta.url);
  const { version } = JSON.parse(await readFile(file, 'utf8')) as { version: string };
  expect(version).toBe('9.13.3');
});

test('the methods that are replaced exist', () => {
  const provider = new Provider('https://localhost', {
    features: { devInteractions: { enabled: false } },
  });
  expect(provider.IdToken.prototype.payload).toBeTypeOf('function');
  expect(provider.IdToken.prototype.issue).toBeTypeOf('function');
  expect(provider.IdToken.validate).toBeTypeOf('function');
  expect(provider.RefreshToken.prototype.consume).toBeTypeOf('function');
  expect(provider.Session.prototype.ensureClientContainer).toBeTypeOf('function');
  expect(provider.Client.prototype.redirectUriAllowed).toBeTypeOf('function');
  expect(provider.Client.prototype.responseTypeAllowed).toBeTypeOf('function');
  expect(provider.Client.prototype.includeSid).toBeTypeOf('function');
  expect(provider.Session.findByUid).toBeTypeOf('function');
});
