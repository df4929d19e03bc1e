import { expect, test } from 'vitest';
import { memoryTokenStore } from '../../../../../samples/web-app/sign-in/stores/memory-token-store.ts';
import { inProcess } from './in-process.ts';

test('two apps on one store leave each other’s sessions alone, even if the identity provider gives both the same name', async () => {
  const tokenStore = memoryTokenStore();
  const here = inProcess({ tokenStore });
  const there = inProcess({ tokenStore, client: '99999999-2222-4222-8222-222222222222' });
  for (const { provider } of [here, there]) provider.claims = { sid: 'one-browser-session' };
  const [visitor, other] = [await here.signedIn(), await there.signedIn()];
  expect(await here.relyingParty.user(visitor)).toBeDefined();
  expect(await there.relyingParty.user(other)).toBeDefined();

  const logout = new URL('http://localhost:3000/?sid=one-browser-session');
  await there.relyingParty.frontChannelLogout(logout);
  expect(await here.relyingParty.user(visitor)).toBeDefined();
  expect(await there.relyingParty.user(other)).toBeUndefined();
});
