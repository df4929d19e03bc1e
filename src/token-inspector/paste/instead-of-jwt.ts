import type { Instead } from './pasted.ts';

/** The first that fits counts. */
const shapes: readonly [what: Instead, shape: RegExp][] = [
  ['saml', /^\s*<(?:\?xml|[\w-]*:?(?:Assertion|Response|EncryptedAssertion|RequestSecurity))/i],
  // The same in Base64: "<saml", "<?xml", "<Asse", "<Resp", with or without a prefix.
  ['saml', /^P(?:HN|D94|EFz|FJl|HB|DNT|G5z)[\w+/%=]{40}/],
  ['guid', /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i],
  ['client-secret', /^(?:[\w.~-]{3}\dQ~[\w.~-]{30,36}|practice~[\w-]+~not-a-real-secret)$/],
  // Personal accounts: a code or a refresh token, and an access token that only Microsoft can read.
  ['code-or-refresh-token', /^M\.[CR]\w+_\w+[.\w!*$-]+$/],
  ['opaque-access-token', /^Ew[A-D][\w+/%=-]{60,}$/],
  // Entra ID begins both with the form of the value, then the tenant and the app in Base64.
  ['code-or-refresh-token', /^(?:[01]\.A|OAQABA|AQABAA)[\w.-]{20,}$/],
  ['cut-off', /^e[w-z\d][\w-]*(?:\.[\w-]*)?$/],
];

/** What text is that isn't a JWT. */
export const insteadOfJwt = (text: string): Instead =>
  shapes.find(([, shape]) => shape.test(text))?.[0] ?? 'unknown';
