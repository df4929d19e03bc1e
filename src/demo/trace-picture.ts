import { messageTexts } from '../auth/explanations/messages.ts';
import type { Kind, Message } from '../auth/messages/message.ts';
import type { PictureMessage } from './sequence-picture.ts';

/** What the home page's picture has room for: the messages of a sign-in and of an API call. */
const shown: ReadonlySet<Kind> = new Set<Kind>([
  'sign-in',
  'edit-profile',
  'sign-in-answer',
  'authorize',
  'authorize-answer',
  'callback',
  'redeem',
  'redeem-answer',
  'signed-in',
  'api',
  'api-answer',
]);
const most = 10;

/** A visitor's own trace as the home page shows it; empty unless it has a finished sign-in. */
export function tracePicture(messages: readonly Message[]): PictureMessage[] {
  if (!messages.some(({ kind }) => kind === 'signed-in')) return [];
  const first = messages.find(({ at }) => at !== undefined)?.at ?? 0;
  return messages
    .filter(({ kind }) => shown.has(kind))
    .slice(0, most)
    .map(({ kind, from, to, method, status, at }) => ({
      from,
      to,
      // The app doesn't see the identity provider's redirect, so it can't know the exact status.
      code: method ?? String(status ?? '30x'),
      text: messageTexts[kind].title,
      ...(at !== undefined && { after: at - first }),
    }));
}
