import type { User } from './model.ts';

const prefix = 'O.';

/** The value of the optional claim `login_hint`, which apps send back without looking into it. */
export const loginHintOf = ({ objectId }: User): string =>
  prefix + Buffer.from(objectId).toString('base64url');

/** @returns undefined for a hint that is a username or an email address */
export const objectIdIn = (hint: string): string | undefined =>
  hint.startsWith(prefix)
    ? Buffer.from(hint.slice(prefix.length), 'base64url').toString()
    : undefined;
