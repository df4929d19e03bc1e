import { describe, expect, it } from 'vitest';
import {
  cachedAccessToken,
  cachedIdToken,
} from '../../../../../samples/web-app/sign-in/protocol/cached-tokens.ts';
import { memoryTokenStore } from '../../../../../samples/web-app/sign-in/stores/memory-token-store.ts';
import { inProcess } from './in-process.ts';

const now = 1_700_000_000_000;
const inSeconds = (seconds: number) => String(now / 1000 + seconds);
const tokens = {
  secret: 'token',
  target: 'openid Tasks.Read api://a/Mail',
  expires_on: inSeconds(3600),
};
const cacheOf = (token: object, idTokens: object = {}) =>
  JSON.stringify({ AccessToken: { key: token }, IdToken: idTokens, Account: {} });
const found = (token: object, ...scopes: string[]) =>
  cachedAccessToken(cacheOf({ ...tokens, ...token }), scopes, now);

describe('a cached access token', () => {
  it('serves if it has all scopes, in any order and in any case', () => {
    expect(found({}, 'Tasks.Read')).toBe('token');
    expect(found({}, 'API://A/mail', 'tasks.read')).toBe('token');
    expect(found({ target: 'TASKS.READ' }, 'tasks.read')).toBe('token');
  });

  it('doesn’t serve if it lacks one, or has only a longer one', () => {
    expect(found({}, 'Tasks.Read', 'Tasks.Write')).toBeUndefined();
    expect(found({}, 'Tasks')).toBeUndefined();
    expect(found({ target: 'Tasks.ReadWrite' }, 'Tasks.Read')).toBeUndefined();
  });

  it('doesn’t serve in its last five minutes', () => {
    expect(found({ expires_on: inSeconds(301) }, 'Tasks.Read')).toBe('token');
    expect(found({ expires_on: inSeconds(300) }, 'Tasks.Read')).toBeUndefined();
    expect(found({ expires_on: inSeconds(-1) }, 'Tasks.Read')).toBeUndefined();
  });

  it('is found among others', () => {
    const cache = JSON.stringify({
      AccessToken: {
        old: { ...tokens, secret: 'old', expires_on: inSeconds(0) },
        other: { ...tokens, secret: 'other', target: 'Mail.Read' },
        right: tokens,
      },
      IdToken: {},
    });
    expect(cachedAccessToken(cache, ['Tasks.Read'], now)).toBe('token');
  });

  it.each(['', '{', '[]', '{}', '{"AccessToken":{}}', cacheOf({ secret: '' })])(
    'is missing in %s',
    (cache) => {
      expect(cachedAccessToken(cache, [], now)).toBeUndefined();
      expect(cachedIdToken(cache)).toBeUndefined();
    },
  );

  it('that is empty is none', () => {
    expect(found({ secret: '' })).toBeUndefined();
  });

  it('needs no identity provider, also in an app that has just started', async () => {
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

describe('a cached ID token', () => {
  it('is found as MSAL keeps it', () => {
    expect(cachedIdToken(cacheOf(tokens, { key: { secret: 'id-token' } }))).toBe('id-token');
    expect(cachedIdToken(cacheOf(tokens))).toBeUndefined();
  });
});
