import { AuthError, InteractionRequiredAuthError, ServerError } from '@azure/msal-node';
import { describe, expect, test } from 'vitest';
import {
  authorizationError,
  interactionRequired,
  tokenError,
} from '../../../../../samples/web-app/sign-in/protocol/provider-error.ts';

const answered = (parameters: Record<string, string>) =>
  authorizationError(new URLSearchParams(parameters));

describe('errors of the provider, in our words', () => {
  test.each([
    ['access_denied', 'access_denied'],
    ['consent_required', 'consent_required'],
    ['temporarily_unavailable', 'provider_unavailable'],
    ['server_error', 'provider_unavailable'],
    ['invalid_grant', 'code_refused'],
    ['invalid_client', 'client_refused'],
    ['unauthorized_client', 'client_refused'],
    ['anything_else', 'provider_refused'],
    ['', 'provider_refused'],
  ])('%j becomes %s, wherever it comes from', (error, code) => {
    expect(answered({ error })).toMatchObject({ code });
    expect(tokenError(new ServerError(error, '', ''))).toMatchObject({ code });
  });

  test('B2C says two wishes of the visitor by number only', () => {
    const number = (error_description: string) =>
      answered({ error: 'server_error', error_description }).code;
    expect(number('AADB2C90118: The user has forgotten their password.')).toBe(
      'password_reset_requested',
    );
    expect(number('AADB2C90091: The user has cancelled.')).toBe('access_denied');
  });

  test('what is not of MSAL stays what it is, or is refused', () => {
    const ours = answered({ error: 'access_denied' });
    expect(tokenError(ours)).toBe(ours);
    expect(tokenError(new TypeError('x'))).toMatchObject({ code: 'provider_refused' });
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

test('C6 a code or secret that a provider repeats is not logged; what helps is', () => {
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
    ['a provider that is down', new AuthError('server_error', '', ''), undefined],
    ['no error of MSAL', new Error('invalid_grant'), undefined],
  ])('%s', (_, error, needed) => {
    expect(interactionRequired(error)).toEqual(needed);
  });
});
