import { expect, test } from 'vitest';
import { renewedUser, userFrom } from '../../../../../samples/web-app/sign-in/protocol/user.ts';

const issuer = 'https://login.microsoftonline.com/0a0a0a0a-1111-4111-8111-111111111111/v2.0';
const claims = { iss: issuer, sub: 'subject-1', aud: 'a', iat: 1, exp: 2, roles: [], groups: [] };

test('fault 23: texts of any length are cut, and no character in two', () => {
  const long = '😀'.repeat(5_000);
  const user = userFrom({ ...claims, name: long, preferred_username: long }, undefined);
  const cut = '😀'.repeat(120);
  expect(user).toMatchObject({ name: cut, username: cut });
});

test('what tells users apart is never cut', () => {
  const sub = 's'.repeat(255);
  const { oid: _, ...withoutOid } = { oid: '', ...claims, sub };
  expect(userFrom(withoutOid, undefined)).toMatchObject({ subject: sub, objectId: sub, issuer });
  expect(userFrom({ ...claims, oid: sub }, undefined)).toMatchObject({ objectId: sub });
});

test('missing claims are made up for, and claims that aren’t text are ignored', () => {
  expect(userFrom({ ...claims, name: 1, emails: ['a@b.example'] }, 'editProfile')).toEqual({
    name: 'a@b.example',
    username: 'a@b.example',
    tenantId: '0a0a0a0a-1111-4111-8111-111111111111',
    objectId: 'subject-1',
    subject: 'subject-1',
    issuer,
    roles: [],
    groups: [],
    userFlow: 'editProfile',
  });
});

test.each([
  ['the name', { name: 'Alex', given_name: 'A', preferred_username: 'a@x.example' }, 'Alex'],
  ['the given name', { name: '', given_name: 'A', preferred_username: 'a@x.example' }, 'A'],
  ['the username', { preferred_username: 'a@x.example' }, 'a@x.example'],
  ['what is left', {}, 'subject-1'],
])('%s is shown as the name', (_, more, name) => {
  expect(userFrom({ ...claims, ...more }, undefined).name).toBe(name);
});

test.each([
  [{ preferred_username: 'a', email: 'b', emails: ['c'] }, 'a'],
  [{ preferred_username: '', email: 'b', emails: ['c'] }, 'b'],
  [{ emails: ['c', 'd'] }, 'c'],
  [{ emails: 'c' }, ''],
  [{}, ''],
])('of %j, the username is "%s"', (more, username) => {
  expect(userFrom({ ...claims, ...more }, undefined).username).toBe(username);
});

test('roles and groups come from the claims, and too many groups are told apart from none', () => {
  const named = { ...claims, roles: ['Admin'], groups: ['g'] };
  expect(userFrom(named, undefined)).toMatchObject({ roles: ['Admin'], groups: ['g'] });
  expect(userFrom(named, undefined).hasMoreGroups).toBeUndefined();
  const many = [
    { hasgroups: true },
    { _claim_names: { groups: 'src1' } },
    { ...named, hasgroups: true },
  ];
  for (const each of many)
    expect(userFrom({ ...claims, ...each }, undefined).hasMoreGroups).toBe(true);
  const none = [{ hasgroups: false }, { _claim_names: {} }, { _claim_names: { email: 'src1' } }];
  for (const each of none)
    expect(userFrom({ ...claims, ...each }, undefined).hasMoreGroups).toBeUndefined();
});

test('a renewal changes everything about a user but who it is', () => {
  const before = userFrom({ ...claims, oid: 'o', roles: ['Admin'], name: 'Alex' }, 'editProfile');
  const after = renewedUser(before, { ...claims, sub: 'x', oid: 'p', iss: 'i', name: 'Al' });
  expect(after).toEqual({ ...before, name: 'Al', roles: [] });
});
