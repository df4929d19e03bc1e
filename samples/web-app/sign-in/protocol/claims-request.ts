import { z } from 'zod';
import { SignInError } from '../errors/sign-in-error.ts';
import { parseJson } from '../network/bounded-fetch.ts';

/** In characters: far more than Microsoft's APIs ask for, and still short enough for an address. */
const longest = 4_096;

/** OpenID Connect Core §5.5. On a member that isn't an object, MSAL throws or drops it. */
const ClaimsRequest = z
  .object({
    id_token: z.record(z.string(), z.unknown()),
    access_token: z.record(z.string(), z.unknown()),
    userinfo: z.record(z.string(), z.unknown()),
  })
  .partial()
  .catchall(z.unknown());

// #region claims-request
/**
 * What an API or the identity provider wants proven, as it goes to the identity provider: unchanged, or not
 * at all. Without it, the next token would be refused like the last.
 * @throws SignInError `claims_unusable`
 */
export function claimsRequest(text: string): string {
  if (text.length > longest) throw unusable(`longer than ${longest} characters`);
  if (!ClaimsRequest.safeParse(parseJson(text)).success) throw unusable('not a claims request');
  return text;
}
// #endregion claims-request

const unusable = (why: string) => new SignInError('claims_unusable', { detail: `claims: ${why}` });
