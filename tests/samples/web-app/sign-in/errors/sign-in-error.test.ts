import { describe, expect, it, test } from 'vitest';
import { explanations } from '../../../../../samples/web-app/sign-in/errors/explanations.ts';
import {
  errorCodeIn,
  goingTo,
  SignInError,
  type SignInErrorCode,
  SignInRequired,
} from '../../../../../samples/web-app/sign-in/errors/sign-in-error.ts';

test('two visitors who fail by one error keep to their own pages', async () => {
  const cause = new Error('refused');
  const shared = new SignInError('provider_unavailable', {
    detail: 'down',
    cause,
    errorCode: 'AADSTS90033',
    retryAfterSeconds: 7,
  });
  const failing = Promise.reject(shared);
  const pages = ['/profile', '/call-api'];
  const errors = await Promise.all(
    pages.map((page) => failing.catch(goingTo(page)).catch((error: unknown) => error)),
  );
  for (const [number, returnTo] of pages.entries())
    expect(errors[number]).toMatchObject({
      code: 'provider_unavailable',
      status: 503,
      detail: 'down',
      cause,
      errorCode: 'AADSTS90033',
      retryAfterSeconds: 7,
      returnTo,
    });
  expect(shared.returnTo).toBeUndefined();
});

test('an error that isn’t about a sign-in stays as it is', () => {
  const other = new TypeError('x');
  expect(() => goingTo('/profile')(other)).toThrow(other);
});

describe('an error of a sign-in', () => {
  const codes = Object.keys(explanations).filter((code): code is SignInErrorCode =>
    Object.hasOwn(explanations, code),
  );
  const errorOf = (code: SignInErrorCode, more: object = {}) =>
    new SignInError(code, { detail: 'd', ...more });

  const statuses: [status: number, codes: SignInErrorCode[]][] = [
    [400, ['state_missing', 'state_mismatch', 'issuer_mismatch', 'code_missing']],
    [400, ['transaction_missing', 'transaction_expired', 'transaction_spent', 'code_refused']],
    [400, ['id_token_missing', 'id_token_invalid', 'id_token_signature', 'id_token_issuer']],
    [400, ['id_token_audience', 'id_token_time', 'id_token_nonce', 'id_token_user_flow']],
    [400, ['token_type_unknown', 'claims_unusable', 'provider_refused']],
    [400, ['password_reset_requested']],
    [401, ['sign_in_required', 'fresh_sign_in_required', 'session_user_changed']],
    [403, ['access_denied', 'sign_in_denied', 'sign_in_blocked', 'account_blocked']],
    [403, ['user_not_assigned', 'consent_required', 'cross_site_request']],
    [403, ['profile_user_changed', 'sign_in_too_old']],
    [403, ['role_missing', 'group_missing', 'groups_too_many']],
    [503, ['groups_unavailable']],
    [403, ['tenant_not_allowed', 'admin_consent_missing']],
    [500, ['credential_unusable', 'sign_in_failed']],
    [502, ['scope_refused', 'client_refused', 'registration_refused', 'tenant_not_found']],
    [502, ['response_unusable', 'provider_untrusted', 'proxy_refused', 'certificate_untrusted']],
    [502, ['access_token_missing', 'auth_time_missing']],
    [503, ['provider_unavailable', 'provider_failing', 'store_unavailable']],
  ];

  it.each(statuses)('has status %i if it is one of %j', (status, ofStatus) => {
    for (const code of ofStatus) expect(errorOf(code).status, code).toBe(status);
  });

  it('has one of the codes that apps can depend on', () => {
    expect(codes.toSorted()).toEqual(statuses.flatMap(([, ofStatus]) => ofStatus).toSorted());
  });

  it('has three sentences', () => {
    for (const code of codes)
      for (const audience of ['employees', 'customers'] as const) {
        const { what, why, whatToDo, message } = errorOf(code, { audience });
        for (const text of [what, why, whatToDo]) expect(text, code).toMatch(/^\S.{10,}/);
        expect(message).toBe(`${code}: ${what}`);
      }
  });

  it('tells customers whom they can ask, with the same status', () => {
    for (const code of codes) {
      const [staff, customers] = [errorOf(code), errorOf(code, { audience: 'customers' })];
      expect(customers.status, code).toBe(staff.status);
      const { what, why, whatToDo } = customers;
      expect([what, why, whatToDo].join(' '), code).not.toMatch(/your (?:administrator|organ)/i);
    }
    expect(errorOf('sign_in_blocked').whatToDo).toContain('your administrator');
  });

  it('names the identity provider’s code in its sentences, or where to find it', () => {
    const known = errorOf('account_blocked', { errorCode: 'AADSTS50053' });
    expect(known.whatToDo).toContain('mention AADSTS50053.');
    expect(errorOf('account_blocked').whatToDo).toContain('mention the error code below.');
  });

  it('keeps what it was told, and can be told apart by its name', () => {
    const particulars = { audience: 'customers', returnTo: '/profile', detail: 'd' } as const;
    expect(errorOf('sign_in_failed', particulars)).toMatchObject({
      ...particulars,
      name: 'SignInError',
    });
    const claims = '{"access_token":{}}';
    expect(new SignInRequired(['Tasks.Read'], { detail: 'd', claims })).toMatchObject({
      name: 'SignInRequired',
      code: 'sign_in_required',
      scopes: ['Tasks.Read'],
      claims,
      maxAge: undefined,
    });
    expect(new SignInRequired([], { detail: 'd', maxAge: 300 })).toMatchObject({
      code: 'fresh_sign_in_required',
      maxAge: 300,
    });
  });
});

it.each([
  ['AADSTS50011: The redirect URI', 'AADSTS50011'],
  ['Error AADB2C90118.', 'AADB2C90118'],
  ['(AADSTS7000215)', 'AADSTS7000215'],
  ['AADSTS50011 and AADSTS65001', 'AADSTS50011'],
  ['AADSTS500', undefined],
  ['AADSTS123456789', undefined],
  ['XAADSTS50011', undefined],
  ['AADSTS50011x', undefined],
  ['none', undefined],
  ['', undefined],
  [null, undefined],
  [undefined, undefined],
])('the code in %j is %j', (text, code) => {
  expect(errorCodeIn(text)).toBe(code);
});
