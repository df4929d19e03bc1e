import type { Kind, Message } from '../auth/messages/message.ts';
import { explains } from './trace-phases.ts';

const failures: readonly Kind[] = [...explains, 'unreachable'];
const brings: readonly Kind[] = ['redeem-answer', 'refresh-answer'];

/** Whether this message brought a refusal, or reports one. An API's 401 challenge has a kind of its own. */
export const isFailure = ({ kind, status = 0 }: Pick<Message, 'kind' | 'status'>): boolean =>
  failures.includes(kind) || kind.endsWith('-error') || (kind === 'api-answer' && status >= 400);

/**
 * Of the messages of one request that failed, the one that it failed at: a refusal, or else the response
 * with the tokens that the app didn't accept, or else the last one that crossed the wire.
 * @returns its index; undefined if there's nothing but the app's explanation
 */
export function failedMessage(messages: readonly Message[]): number | undefined {
  const rules: ((message: Message) => boolean)[] = [
    isFailure,
    ({ kind }) => brings.includes(kind),
    ({ from, to }) => from !== to,
  ];
  for (const rule of rules) {
    const index = messages.findLastIndex((each) => !explains.includes(each.kind) && rule(each));
    if (index >= 0) return index;
  }
  return undefined;
}
