import { expect, test } from 'vitest';
import { isSameUser, User } from '../../../../../samples/web-app/sign-in/session/user.ts';

const tenant = '0a0a0a0a-1111-4111-8111-111111111111';
const b2c = `https://contoso.b2clogin.com/tfp/${tenant}`;
const user = (subject: string, issuer: string): User => ({
  name: 'Alex',
  username: 'alex@contoso.com',
  tenantId: tenant,
  objectId: subject,
  subject,
  issuer,
  roles: [],
  groups: [],
});

test('two ID tokens are about the same user when subject and issuer are the same', () => {
  const alex = user('1', `https://login.microsoftonline.com/${tenant}/v2.0`);
  expect(isSameUser(alex, { ...alex, ...{ name: 'Another name' } })).toBe(true);
  expect(isSameUser(alex, { ...alex, subject: '2' })).toBe(false);
  expect(isSameUser(alex, { ...alex, issuer: alex.issuer.replace('0a0a', '0b0b') })).toBe(false);
  expect(isSameUser(alex, { ...alex, issuer: alex.issuer.replace('online', '') })).toBe(false);
  expect(isSameUser(alex, { ...alex, issuer: `${alex.issuer}/` })).toBe(false);
});

test('D7 a B2C user stays the same in another user flow, but not in another tenant or at another host', () => {
  const alex = user('1', `${b2c}/b2c_1_signin/v2.0/`);
  const after = (issuer: string) => isSameUser(alex, { subject: '1', issuer });
  expect(after(`${b2c}/b2c_1_edit/v2.0/`)).toBe(true);
  expect(after(`${b2c.replace('0a0a', '0b0b')}/b2c_1_edit/v2.0/`)).toBe(false);
  expect(after(`${b2c.replace('contoso', 'evil')}/b2c_1_edit/v2.0/`)).toBe(false);
  expect(isSameUser(alex, { subject: '2', issuer: `${b2c}/b2c_1_edit/v2.0/` })).toBe(false);
});

test.each(['signUpSignIn', 'editProfile', 'resetPassword', undefined] as const)(
  'a session keeps a user who came through the user flow %s',
  (userFlow) => {
    const alex = { ...user('1', `${b2c}/v2.0/`), ...(userFlow && { userFlow }) };
    expect(User.parse(JSON.parse(JSON.stringify(alex)))).toEqual(alex);
  },
);
