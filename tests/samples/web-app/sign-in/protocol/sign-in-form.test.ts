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
    const { userFlows: _, ...withoutUserFlows } = registration;
    const edit = { userFlow: 'editProfile' };
    expect(signInRequestFrom(edit, withoutUserFlows, declared)).toEqual({});
    const userFlows = { signUpSignIn: 'B2C_1_susi', resetPassword: 'B2C_1_reset' };
    const reset = { userFlow: 'resetPassword' };
    expect(signInRequestFrom(reset, { ...registration, userFlows }, declared)).toEqual(reset);
  });

  it('asks for a scope once, however often it is named', () => {
    const scopes = Array(500).fill('Tasks.Read').join(' ');
    expect(requestOf({ scopes })).toEqual({ scopes: ['Tasks.Read'] });
  });

  it.each([
    ['0', 0],
    ['300', 300],
    ['31536000', 31_536_000],
  ])('can ask for a sign-in at most %s seconds old', (posted, maxAge) => {
    expect(requestOf({ maxAge: posted })).toEqual({ maxAge });
  });

  it.each(['-1', '1.5', '31536001', 'soon', ['1', '2']])(
    'with a time of %s asks for a sign-in of any age',
    (maxAge) => {
      expect(requestOf({ maxAge })).toEqual({});
    },
  );

  it('passes claims on, even those that the sign-in then refuses', () => {
    const claims = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';
    for (const each of [claims, '{', 'x'.repeat(5_000)])
      expect(requestOf({ claims: each })).toEqual({ claims: each });
    expect(requestOf({ claims: [claims, claims] })).toEqual({ claims: '?' });
    for (const none of ['', null, undefined]) expect(requestOf({ claims: none })).toEqual({});
  });

  it.each([
    ['loginHint', ['alex@contoso.com', 'Zoë@contoso.com', 'x'.repeat(254)]],
    ['domainHint', ['contoso.com', 'organizations', 'FaceBook.com']],
    ['uiLocales', ['fr', 'fr-CA', 'fr-CA fr en', 'es-419', 'zh-Hant-TW EN-us es-419']],
    ['prompt', ['login', 'consent', 'create', 'select_account']],
  ])('can name a %s', (field, values) => {
    for (const value of values) expect(requestOf({ [field]: value })).toEqual({ [field]: value });
  });

  it.each([
    ['loginHint', ['', 'a\nb', 'a\u202eb', 'x'.repeat(255), ['a', 'b']]],
    ['domainHint', ['', 'contoso.com/', 'a b', 'a&b', 'x'.repeat(254)]],
    ['uiLocales', ['', 'x', 'fr_CA', 'fr  en', ' fr', 'fr&x=y', 'fr '.repeat(11), 'a'.repeat(99)]],
    ['prompt', ['none', 'LOGIN', 'login consent', '']],
  ])('with a %s that makes no sense names none', (field, values) => {
    for (const value of values) expect(requestOf({ [field]: value }), String(value)).toEqual({});
  });

  it('cannot ask for anything else', () => {
    const more = { redirectUri: 'https://evil.example', state: 'x', extraQueryParameters: 'x' };
    expect(requestOf({ ...more, returnTo: '/profile' })).toEqual({ returnTo: '/profile' });
  });

  it('may hold fields that make no sense', () => {
    expect(requestOf({ returnTo: ['a', 'b'], scopes: {}, userFlow: 1, claims: null })).toEqual({});
  });
});
