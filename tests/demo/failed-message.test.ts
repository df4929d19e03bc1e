import { expect, it } from 'vitest';
import { type Kind, lanes, type Message } from '../../src/auth/messages/message.ts';
import { failedMessage } from '../../src/demo/failed-message.ts';

const [browser, app] = lanes;
const stays: readonly Kind[] = ['keys-cached', 'discovery-cached', 'unreachable'];
const failedAt = (...kinds: Kind[]): Kind | undefined => {
  const messages = kinds.map(
    (kind): Message => ({
      kind,
      from: browser,
      to: stays.includes(kind) ? browser : app,
      fields: [],
    }),
  );
  const index = failedMessage(messages);
  return index === undefined ? undefined : kinds[index];
};

it.each<[string, Kind, Kind[]]>([
  ['a refusal', 'authorize-error', ['authorize', 'authorize-error', 'callback', 'failed']],
  ['no response', 'unreachable', ['callback', 'redeem', 'unreachable', 'failed']],
  [
    'tokens that the app does not accept',
    'redeem-answer',
    ['callback', 'redeem', 'redeem-answer', 'keys', 'keys-answer', 'failed'],
  ],
  ['the last one that crossed the wire', 'callback', ['callback', 'keys-cached', 'failed']],
  ['the request, where it went no further', 'call-api', ['call-api', 'broken']],
])('finds the message that a request failed at: %s', (_, expected, kinds) => {
  expect(failedAt(...kinds)).toBe(expected);
});

it('finds none where there is only the explanation', () => {
  expect(failedAt('failed')).toBeUndefined();
  expect(failedAt()).toBeUndefined();
});
