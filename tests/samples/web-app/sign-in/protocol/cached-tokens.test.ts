import { describe, expect, test } from 'vitest';
import {
  cachedAccessToken,
  cachedIdToken,
} from '../../../../../samples/web-app/sign-in/protocol/cached-tokens.ts';
import { memoryTokenStore } from '../../../../../samples/web-app/sign-in/stores/memory-token-store.ts';
import { inProcess } from './in-process.ts';

const now = 1_800_000_000_000;
const cache = (tokens: object) => JSON.stringify({ AccessToken: tokens, IdToken: {} });
const token = (target: string, secondsLeft: number, secret = 'secret') => ({
  secret,
  target,
  expires_on: String(now / 1000 + secondsLeft),
});

describe('an access token that is kept', () => {
  test('is found for scopes it has, however they are written and whatever else it has', () => {
    const kept = cache({ a: token('User.Read openid profile', 3600) });
    expect(cachedAccessToken(kept, ['user.read'], now)).toBe('secret');
    expect(cachedAccessToken(kept, ['openid', 'User.Read'], now)).toBe('secret');
    expect(cachedAccessToken(kept, ['User.Read', 'Mail.Read'], now)).toBeUndefined();
    expect(cachedAccessToken(kept, ['User'], now)).toBeUndefined();
  });

  test('is not used in its last five minutes', () => {
    expect(cachedAccessToken(cache({ a: token('A', 301) }), ['A'], now)).toBe('secret');
    expect(cachedAccessToken(cache({ a: token('A', 300) }), ['A'], now)).toBeUndefined();
  });

  test.each(['', 'the-tokens', 'null', '[]', '{}', cache({ a: token('A', 3600, '') })])(
    'is missing where the cache is %j',
    (text) => {
      expect(cachedAccessToken(text, ['A'], now)).toBeUndefined();
      expect(cachedIdToken(text)).toBeUndefined();
    },
  );

  test('needs no identity provider, also in an app that has just started', async () => {
    const tokenStore = memoryTokenStore();
    const before = inProcess({ tokenStore });
    const scopes = ['api://tasks/Tasks.Read'];
    const jar = await before.signedIn({ scopes });
    const first = await before.relyingParty.accessToken(jar, scopes);
    const restarted = inProcess({ tokenStore });
    expect(await restarted.relyingParty.accessToken(jar, scopes)).toBe(first);
    expect(restarted.provider.asked).toEqual([]);
  });
});
