import { expect, it } from 'vitest';
import type { Kind, Message } from '../../src/auth/messages/message.ts';
import { tracePhases } from '../../src/demo/trace-phases.ts';

function messageOf(kind: Kind): Message {
  const message: Message = { kind, from: 'app', to: 'app', fields: [] };
  if (kind === 'api-answer') return { ...message, status: 200 };
  if (kind !== 'failed') return message;
  return { ...message, fields: [{ place: 'page', name: 'error', value: 'id_token_nonce' }] };
}

/** Each phase as "from-to title: outcome", with the numbers of its messages. */
const phasesOf = (...kinds: Kind[]): string[] =>
  tracePhases(kinds.map(messageOf)).map(
    ({ first, messages, title, outcome }) =>
      `${first}-${first + messages.length - 1} ${title}: ${outcome}`,
  );

const signIn: Kind[] = [
  'sign-in',
  'discovery-cached',
  'sign-in-answer',
  'authorize',
  'authorize-answer',
  'callback',
  'redeem',
  'redeem-answer',
  'keys-cached',
  'signed-in',
];
const signOut: Kind[] = [
  'sign-out',
  'sign-out-answer',
  'end-session',
  'end-session-answer',
  'signed-out-callback',
  'signed-out',
];

it('starts a phase at each button, and one where tokens are renewed on the way', () => {
  expect(
    phasesOf(
      ...signIn,
      'call-api',
      'token-cached',
      'api',
      'api-answer',
      'call-api-answer',
      'call-api',
      'discovery',
      'discovery-answer',
      'refresh',
      'refresh-answer',
      'api',
      'api-answer',
      'call-api-answer',
      ...signOut,
    ),
  ).toEqual([
    '1-10 Sign-in: signed in',
    '11-15 API call: status 200',
    '16-20 Renewal: new tokens',
    '21-23 API call: status 200',
    '24-29 Sign-out: signed out',
  ]);
  expect(phasesOf()).toEqual([]);
});

it('starts another phase for a renewal in the middle of a call', () => {
  expect(
    phasesOf(
      'call-api',
      'token-cached',
      'api',
      'api-challenge',
      'refresh',
      'refresh-answer',
      'api',
      'api-answer',
    ),
  ).toEqual(['1-4 API call: not finished', '5-6 Renewal: new tokens', '7-8 API call: status 200']);
});

it('goes on with what the renewal was for', () => {
  expect(phasesOf('admin-page', 'refresh', 'refresh-answer', 'admin-page-answer')).toEqual([
    '1-3 Renewal: new tokens',
    '4-4 Page for administrators: page shown',
  ]);
});

it('keeps the second sign-in of an API call in that call', () => {
  expect(
    phasesOf(
      'call-api',
      'refresh',
      'provider-error',
      'sign-in-needed',
      'authorize',
      'authorize-answer',
      'callback',
      'redeem',
      'redeem-answer',
      'token-cached',
      'api',
      'api-answer',
      'signed-in',
    ),
  ).toEqual(['1-3 Renewal: refused', '4-13 API call: status 200']);
});

it('keeps a password reset in the sign-in that it interrupts', () => {
  const reset: Kind[] = ['authorize', 'authorize-error', 'callback', 'password-reset'];
  expect(phasesOf('sign-in', 'sign-in-answer', ...reset, ...signIn.slice(3))).toEqual([
    '1-13 Sign-in: signed in',
  ]);
});

it('ends in what failed, with its code', () => {
  expect(phasesOf('call-api', 'refresh', 'unreachable', 'failed')).toEqual([
    '1-4 Renewal: failed: id_token_nonce',
  ]);
  expect(phasesOf('call-api', 'broken')).toEqual(['1-2 API call: failed']);
  const phases = tracePhases([...signIn, 'failed' as const].map(messageOf));
  expect(phases.map(({ failed }) => failed)).toEqual([true]);
  expect(tracePhases(signIn.map(messageOf)).map(({ failed }) => failed)).toEqual([false]);
});

it('is not finished while someone is at the identity provider', () => {
  expect(phasesOf(...signIn.slice(0, 3))).toEqual(['1-3 Sign-in: not finished']);
  expect(phasesOf(...signOut.slice(0, 2))).toEqual(['1-2 Sign-out: not finished']);
});

it.each([
  ['the app’s own last page', 'https://lab.example/auth/signed-out/b2c', 'signed out of the app'],
  ['the identity provider', 'https://login.example/t/oauth2/v2.0/logout', 'not finished'],
])('ends a sign-out that leads to %s as it should', (_, address, outcome) => {
  const answer: Message = { ...messageOf('sign-out-answer'), address };
  const [phase] = tracePhases([messageOf('sign-out'), answer]);
  expect(phase?.outcome).toBe(outcome);
});

it('counts a refused renewal as failed, and the call that went on after it as not', () => {
  const kinds: Kind[] = ['call-api', 'refresh', 'provider-error', 'sign-in-needed', 'api-answer'];
  expect(tracePhases(kinds.map(messageOf)).map(({ failed }) => failed)).toEqual([true, false]);
});

it('starts a phase where an address is opened again', () => {
  expect(phasesOf(...signIn, 'callback', 'used-before')).toEqual([
    '1-10 Sign-in: signed in',
    '11-12 Sign-in: response used before',
  ]);
  expect(phasesOf(...signIn, 'signed-out-callback', 'sign-out-unknown')[1]).toBe(
    '11-12 Sign-out: not confirmed',
  );
  expect(phasesOf('call-api', 'failed', 'authorize', 'authorize-error', 'callback')[1]).toBe(
    '3-5 Sign-in: not finished',
  );
});

it('does not guess the name of a phase whose start is gone', () => {
  expect(phasesOf('api-answer', 'call-api-answer', ...signOut)).toEqual([
    '1-2 Earlier: start not kept',
    '3-8 Sign-out: signed out',
  ]);
});

it('counts edits of a profile apart from sign-ins', () => {
  expect(phasesOf('edit-profile', ...signIn.slice(1))).toEqual(['1-10 Profile edit: new ID token']);
});
