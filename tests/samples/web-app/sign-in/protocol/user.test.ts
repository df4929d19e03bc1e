import { expect, test } from 'vitest';
import { userFrom } from '../../../../../samples/web-app/sign-in/protocol/user.ts';

const issuer = 'https://login.microsoftonline.com/0a0a0a0a-1111-4111-8111-111111111111/v2.0';
const claims = { iss: issuer, sub: 'subject-1', aud: 'a', iat: 1, exp: 2 };

test('fault 23: texts of any length are cut, and no character in two', () => {
  const long = '😀'.repeat(5_000);
  const user = userFrom({ ...claims, name: long, preferred_username: long, oid: long }, undefined);
  const cut = '😀'.repeat(120);
  expect(user).toMatchObject({ name: cut, username: cut, objectId: cut });
});

test('the key to know a person by is never cut', () => {
  const sub = 's'.repeat(255);
  expect(userFrom({ ...claims, sub }, undefined)).toMatchObject({ subject: sub, issuer });
});

test('missing claims are made up for, and claims that aren’t text are ignored', () => {
  expect(userFrom({ ...claims, name: 1, emails: ['a@b.example'] }, 'editProfile')).toEqual({
    name: 'a@b.example',
    username: 'a@b.example',
    tenantId: '0a0a0a0a-1111-4111-8111-111111111111',
    objectId: 'subject-1',
    subject: 'subject-1',
    issuer,
    userFlow: 'editProfile',
  });
});
