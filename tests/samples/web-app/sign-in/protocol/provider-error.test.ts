import {
  AuthError,
  ClientAuthError,
  InteractionRequiredAuthError,
  ServerError,
} from '@azure/msal-node';
import { describe, expect, test } from 'vitest';
import { SignInError } from '../../../../../samples/web-app/sign-in/index.ts';
import {
  NetworkFailure,
  UnusableTokens,
} from '../../../../../samples/web-app/sign-in/network/msal-network.ts';
import {
  authorizationError,
  interactionRequired,
  tokenError,
} from '../../../../../samples/web-app/sign-in/protocol/provider-error.ts';
import { CredentialUnreadable } from '../../../../../samples/web-app/sign-in/registration/credential.ts';

const answered = (parameters: Record<string, string>) =>
  authorizationError(new URLSearchParams(parameters));

test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
  'an error of the name %s is one that the app does not know',
  (error) => {
    const parameters = new URLSearchParams({ error });
    expect(authorizationError(parameters)).toMatchObject({ code: 'provider_refused', status: 400 });
  },
);

describe("the identity provider's errors, in our words", () => {
  test.each([
    ['access_denied', 'sign_in_denied'],
    ['consent_required', 'consent_required'],
    ['temporarily_unavailable', 'provider_failing'],
    ['server_error', 'provider_failing'],
    ['invalid_grant', 'code_refused'],
    ['invalid_client', 'client_refused'],
    ['unauthorized_client', 'registration_refused'],
    ['invalid_scope', 'scope_refused'],
    ['invalid_resource', 'scope_refused'],
    ['login_required', 'provider_refused'],
    ['anything_else', 'provider_refused'],
    ['', 'provider_refused'],
  ])('%j without a number becomes %s, wherever it comes from', (error, code) => {
    expect(answered({ error })).toMatchObject({ code });
    expect(tokenError(new ServerError(error, '', ''))).toMatchObject({ code });
  });

  test.each([
    ['access_denied', 'AADSTS65004', 'access_denied'],
    ['access_denied', 'AADB2C90091', 'access_denied'],
    ['access_denied', 'AADB2C90273', 'access_denied'],
    ['server_error', 'AADB2C90273', 'provider_refused'],
    ['login_required', 'AADSTS50058', 'provider_refused'],
    ['access_denied', 'AADSTS530034', 'account_blocked'],
    ['invalid_request', 'AADB2C99005', 'scope_refused'],
    ['invalid_request', 'AADB2C90287', 'registration_refused'],
    ['access_denied', 'AADB2C90118', 'password_reset_requested'],
    ['access_denied', 'AADSTS50057', 'account_blocked'],
    ['access_denied', 'AADSTS50053', 'account_blocked'],
    ['access_denied', 'AADSTS50105', 'user_not_assigned'],
    ['access_denied', 'AADSTS53000', 'sign_in_blocked'],
    ['access_denied', 'AADSTS53003', 'sign_in_blocked'],
    ['access_denied', 'AADSTS90094', 'consent_required'],
    ['access_denied', 'AADSTS99999', 'sign_in_denied'],
    ['invalid_client', 'AADSTS650053', 'scope_refused'],
    ['invalid_request', 'AADSTS28000', 'scope_refused'],
    ['invalid_request', 'AADSTS70011', 'scope_refused'],
    ['invalid_resource', 'AADSTS500011', 'scope_refused'],
    ['invalid_request', 'AADB2C90117', 'scope_refused'],
    ['invalid_request', 'AADB2C90146', 'scope_refused'],
    ['invalid_request', 'AADB2C90055', 'scope_refused'],
    ['unauthorized_client', 'AADB2C90205', 'consent_required'],
    ['invalid_client', 'AADSTS7000215', 'client_refused'],
    ['invalid_client', 'AADSTS700027', 'client_refused'],
    ['invalid_client', 'AADB2C90081', 'client_refused'],
    ['unauthorized_client', 'AADSTS700016', 'registration_refused'],
    ['unauthorized_client', 'AADSTS7000112', 'registration_refused'],
    ['invalid_request', 'AADSTS9002327', 'registration_refused'],
    ['invalid_client', 'AADSTS99999', 'provider_refused'],
    ['unauthorized_client', 'AADSTS99999', 'provider_refused'],
    ['invalid_grant', 'AADSTS54005', 'code_refused'],
    ['invalid_grant', 'AADSTS50076', 'provider_refused'],
    ['server_error', 'AADSTS99999', 'provider_failing'],
    ['temporarily_unavailable', 'AADSTS99999', 'provider_failing'],
    ['consent_required', 'AADSTS99999', 'consent_required'],
    ['invalid_scope', 'AADSTS99999', 'scope_refused'],
    ['invalid_request', 'AADSTS90002', 'tenant_not_found'],
    ['invalid_request', 'AADB2C90289', 'provider_failing'],
  ])('%s with %s becomes %s', (error, number, code) => {
    const text = `${number}: Some text.`;
    const expected = { code, errorCode: number };
    expect(answered({ error, error_description: text })).toMatchObject(expected);
    expect(tokenError(new ServerError(error, '', text))).toMatchObject(expected);
  });

  test('nobody is sent to look up a code that was not given', () => {
    const { whatToDo } = answered({ error: 'login_required' });
    expect(whatToDo).toMatch(/^If there's an error code below/);
  });

  test('a blocked user is told whom to ask and what to mention, employee or customer', () => {
    const blocked = new URLSearchParams({
      error: 'access_denied',
      error_description: 'AADSTS53003: Blocked by Conditional Access.',
    });
    expect(authorizationError(blocked, 'employees')).toMatchObject({
      what: 'Your organization blocked this sign-in',
      whatToDo: "Trying again won't help. Contact your administrator and mention AADSTS53003.",
    });
    const { what, whatToDo } = authorizationError(blocked, 'customers');
    expect(what).toBe('This sign-in was blocked');
    expect(whatToDo).toMatch(/people who run this app and mention AADSTS53003\.$/);
  });

  test('missing consent is explained to customers without an organization of theirs', () => {
    const missing = new URLSearchParams({ error: 'consent_required' });
    const { why, whatToDo } = authorizationError(missing, 'customers');
    expect(why).toContain('Customers');
    expect(`${why} ${whatToDo}`).not.toContain('organization');
    expect(authorizationError(missing, 'employees').why).toContain('your organization');
  });

  test('what the identity provider did not say is not called its refusal', () => {
    const ours = answered({ error: 'access_denied' });
    expect(tokenError(ours)).toBe(ours);
    expect(tokenError(new TypeError('x'))).toMatchObject({
      code: 'sign_in_failed',
      detail: 'MSAL: TypeError: x',
    });
    const codeOf = (name: string) => tokenError(new ClientAuthError(name, '')).code;
    expect(codeOf('invalid_assertion')).toBe('sign_in_failed');
    expect(codeOf('nonce_mismatch')).toBe('id_token_nonce');
    expect(codeOf('token_parsing_error')).toBe('id_token_invalid');
  });

  test('the token endpoint’s refusals are for employees or customers, too', () => {
    const refusals = [
      new ServerError('access_denied', '', 'AADSTS53003: Blocked.'),
      new InteractionRequiredAuthError('access_denied', '', 'AADSTS53003: Blocked.'),
    ];
    for (const refusal of refusals) {
      expect(tokenError(refusal, 'customers')).toMatchObject({
        code: 'sign_in_blocked',
        what: 'This sign-in was blocked',
      });
      expect(tokenError(refusal)).toMatchObject({ what: 'Your organization blocked this sign-in' });
    }
  });

  test.each([
    ['id_token', 'id_token_missing'],
    ['access_token', 'access_token_missing'],
    ['token_type', 'token_type_unknown'],
  ] as const)('a token response whose %s is no use becomes %s', (fault, code) => {
    const failure = new NetworkFailure(new UnusableTokens(fault, 'is wrong'));
    expect(tokenError(failure)).toMatchObject({ code, detail: 'the token response is wrong' });
  });

  test('a request that failed keeps the error that it came to', () => {
    const reason = new SignInError('provider_unavailable', { detail: 'down' });
    expect(tokenError(new NetworkFailure(reason))).toBe(reason);
  });

  test.each([
    ['a certificate that can’t be read', new CredentialUnreadable('gone'), 'credential_unusable'],
    ['a mistake in MSAL', new TypeError('x'), 'sign_in_failed'],
  ])('%s is kept as the cause, for a debugger', (_, cause, code) => {
    expect(tokenError(cause)).toMatchObject({ code, cause });
  });

  test('a response that can’t be used is kept as the cause, for a debugger', () => {
    const cause = new Error('not with JSON');
    expect(tokenError(new NetworkFailure(cause))).toMatchObject({
      code: 'response_unusable',
      cause,
    });
  });
});

describe('what of them is logged', () => {
  const forged = `x\r\n2026 All is well\u001b[2J\u2028${'y '.repeat(2_500)}`;

  test.each([
    ['the redirect URI', () => answered({ error: forged, error_description: forged })],
    ['the token endpoint', () => tokenError(new ServerError(forged, '', forged))],
  ])('F13 is one short line of plain characters: %s', (_, error) => {
    const { detail } = error();
    expect(detail).toMatch(/^[\x20-\x7e]+$/);
    expect(detail).toContain('2026 All is well');
    expect(detail.length).toBeLessThan(700);
  });
});

test.each([
  ['all of a short description', { error: 'e', error_description: 'd' }, 'e: d'],
  ['no description', { error: 'e' }, 'e: '],
  ['no error', { error_description: 'd' }, ': d'],
  ['other characters as one space', { error: 'a\r\n\tb', error_description: 'ä' }, 'a b: '],
  ['what follows many others', { error: 'e', error_description: `${'ä'.repeat(400)}d` }, 'e: d'],
  [
    'words up to 39 characters',
    { error: 'e', error_description: `${'x'.repeat(39)} ${'y'.repeat(40)} z` },
    `e: ${'x'.repeat(39)} z`,
  ],
])('the log line of an error at the redirect URI holds %s', (_, parameters, line) => {
  const { detail } = answered(parameters);
  expect(detail).toBe(`authorization endpoint: ${line}`);
});

test('C6 a code or secret that an identity provider repeats is not logged; what helps is', () => {
  const secret = `aBc8Q~${'x'.repeat(34)}`;
  const trace = '11111111-2222-4333-8444-555555555555';
  const { detail } = tokenError(
    new ServerError('invalid_client', '', `AADSTS7000215: ${secret} Trace ID: ${trace}`),
  );
  expect(detail).not.toContain('x'.repeat(10));
  expect(detail).toContain('AADSTS7000215');
  expect(detail).toContain(trace);
});

describe('whether the visitor can help', () => {
  test.each([
    [
      'a claims challenge',
      new InteractionRequiredAuthError('x', '', '', '', '', '', '{"a":1}'),
      { claims: '{"a":1}' },
    ],
    [
      'interaction without claims',
      new InteractionRequiredAuthError('interaction_required', ''),
      {},
    ],
    ['tokens taken back', new AuthError('invalid_grant', '', ''), {}],
    ['an identity provider that is down', new AuthError('server_error', '', ''), undefined],
    ['no error of MSAL', new Error('invalid_grant'), undefined],
  ])('%s', (_, error, needed) => {
    expect(interactionRequired(error)).toEqual(needed);
  });
});
