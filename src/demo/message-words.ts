import { explainParameter } from '../auth/explanations/parameters.ts';
import type { Claim, Field, Message } from '../auth/messages/message.ts';
import { laneNames } from './sequence-picture.ts';
import type { Phase } from './trace-phases.ts';

/* The words for a message, shared by the page and the text of a trace. */

/** Who sends to whom; one name when nothing crossed the wire. */
export const whoOf = ({ from, to }: Message, joint = ' to '): string =>
  from === to ? laneNames[from] : laneNames[from] + joint + laneNames[to];

/** @param first when the first message was sent that the app saw */
export const whenOf = ({ at }: Message, first: number): string =>
  at === undefined ? 'the app doesn’t see this message' : `after ${at - first} ms`;

export const firstSeen = (messages: readonly Message[]): number =>
  messages.find(({ at }) => at !== undefined)?.at ?? 0;

/** How much happened in a phase, and how it ended. */
export const phaseOf = ({ messages, outcome }: Phase): string =>
  `${messages.length === 1 ? '1 message' : `${messages.length} messages`}, ${outcome}`;

const personal = 'left out because it can tell who you are';

/** A value as far as the trace kept it. */
export function keptOf({ place, name, value, length = 0 }: Field): string {
  if (place === 'cookie' && length === 0) return 'cleared';
  if (value === undefined && explainParameter(name).personal) return personal;
  const characters = length === 1 ? '1 character' : `${length} characters`;
  if (value === undefined) return `not kept (${characters})`;
  // What is shown whole needs no length.
  return length <= value.length ? value : `${value} (${characters})`;
}

/** A claim's value, or why it isn't there. */
export const claimOf = ({ value = `(${personal})` }: Claim): string => value;

/** What a value is for; a token that could be decoded is explained claim by claim instead. */
export function meaningOf({ place, name, length }: Field): string {
  const { text, shown } = explainParameter(name);
  // What is a token by name and could not be decoded.
  if (place !== 'cookie')
    return shown === 'token' ? `${text} This one is opaque: only its issuer can read it.` : text;
  return length === 0
    ? 'The browser forgets this cookie.'
    : 'The browser keeps this cookie and sends it back. No script can read it.';
}
