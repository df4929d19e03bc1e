import { expect, test } from 'vitest';
import { createSessions } from '../../../../../samples/web-app/sign-in/session/session.ts';
import { memoryTokenStore } from '../../../../../samples/web-app/sign-in/stores/memory-token-store.ts';
import { Jar } from '../protocol/in-process.ts';

test('fault 27: a store that is flooded with entries of two hours gives none of a session up for them', async () => {
  const store = memoryTokenStore({ maximum: 100 });
  const setting = { prefix: 'app', secure: false, secrets: ['s'.repeat(32)], registration: 'r' };
  const lifetime = { idle: 3600, absolute: 8 * 3600 };
  const sessions = createSessions({ ...setting, now: Date.now }, store, lifetime);
  const user = {
    name: '',
    username: '',
    tenantId: '',
    objectId: 'o',
    subject: 's',
    issuer: 'i',
    roles: [],
    groups: [],
  };
  const jar = new Jar();
  await sessions.start(jar, { user, tokenCache: 'the-tokens', sid: 'sid' });
  for (let number = 0; number < 1_000; number += 1) await store.set(`trace.${number}`, 'x', 7200);
  const session = await sessions.read(jar);
  expect(session && (await sessions.tokensOf(session))).toBe('the-tokens');
  expect(await sessions.list('.o')).toHaveLength(1);
  await sessions.endBySid('sid');
  expect(await sessions.read(jar)).toBeUndefined();
});
