import { describe, expect, it } from 'vitest';
import {
  type Registration,
  signInRequestFrom,
} from '../../../../../samples/web-app/sign-in/index.ts';

const registration: Registration = {
  tenantType: 'b2c',
  authority: 'https://contoso.b2clogin.com/contoso.onmicrosoft.com',
  userFlows: { signUpSignIn: 'B2C_1_susi', editProfile: 'B2C_1_edit' },
  clientId: '8a1f1c7e-52a0-4a4e-9f7b-0d3f6c1f2b10',
  credential: { kind: 'secret', secret: 'not-a-real-secret' },
  redirectUri: 'http://localhost:3000/auth/redirect',
  postLogoutRedirectUri: 'http://localhost:3000/goodbye',
};
const declared = new Set(['Tasks.Read']);
const requestOf = (posted: unknown) => signInRequestFrom(posted, registration, declared);

describe('a posted form', () => {
  it('gets the scopes that the app declared, and no others', () => {
    expect(requestOf({ scopes: 'Tasks.Read Mail.Send' })).toEqual({ scopes: ['Tasks.Read'] });
    expect(requestOf({ scopes: 'Mail.Send' })).toEqual({ scopes: [] });
  });

  it('gets a user flow that the registration has, and no other', () => {
    expect(requestOf({ userFlow: 'editProfile' })).toEqual({ userFlow: 'editProfile' });
    expect(requestOf({ userFlow: 'resetPassword' })).toEqual({});
    expect(requestOf({ userFlow: 'admin' })).toEqual({});
  });

  it('passes claims on unchanged when they are a JSON object of at most 2,000 characters', () => {
    const claims = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';
    expect(requestOf({ claims })).toEqual({ claims });
    for (const broken of ['{', '[]', '"text"', `{"a":"${'x'.repeat(2_000)}"}`])
      expect(requestOf({ claims: broken }), broken.slice(0, 10)).toEqual({});
  });

  it('cannot ask for anything else', () => {
    expect(requestOf({ prompt: 'none', loginHint: 'x', returnTo: '/profile' })).toEqual({
      returnTo: '/profile',
    });
  });

  it('may hold fields that make no sense', () => {
    expect(requestOf({ returnTo: ['a', 'b'], scopes: {}, userFlow: 1, claims: null })).toEqual({});
  });
});
