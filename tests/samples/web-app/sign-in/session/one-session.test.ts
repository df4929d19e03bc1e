import { expect, it } from 'vitest';
import { inProcess } from '../protocol/in-process.ts';

it('C2 a new sign-in in the same browser ends the session before it, also for a copy of its cookie', async () => {
  const { relyingParty, back, signedIn } = inProcess();
  const jar = await signedIn();
  const stolen = jar.copy();
  expect(await relyingParty.user(stolen.copy())).toBeDefined();
  await relyingParty.redirect(jar, back(await relyingParty.signIn(jar)));
  expect(await relyingParty.user(stolen)).toBeUndefined();
  expect(await relyingParty.user(jar)).toMatchObject({ subject: 'subject-1' });
});

it('C2 another user who signs in in the same browser gets a session of their own', async () => {
  const { relyingParty, provider, back, signedIn } = inProcess();
  const jar = await signedIn();
  const before = jar.copy();
  provider.claims = { sub: 'subject-2', oid: 'object-2' };
  await relyingParty.redirect(jar, back(await relyingParty.signIn(jar)));
  expect(await relyingParty.user(jar)).toMatchObject({ subject: 'subject-2' });
  expect(await relyingParty.user(before)).toBeUndefined();
});
