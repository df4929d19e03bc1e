import { causesOf, errorCodeIn, type Registration } from '../../sign-in/index.ts';
import { asBrowser } from '../as-browser.ts';
import { check } from '../check.ts';
import type { Finding } from '../finding.ts';
import { promptlessRequest } from '../promptless-request.ts';
import { notRegistered } from '../refusals.ts';
import type { Say } from '../say.ts';

/** Only a request at the authorization endpoint tells which addresses are registered. */
export const redirectUri = check({
  id: 'redirect-uri',
  title: 'Redirect URI',
  needs: ['registration', 'metadata', 'appAccepted'],
  async run(say, { registration, metadata }, { fetch }) {
    const { redirectUri: own, postLogoutRedirectUri: afterwards } = registration;
    const [first, second] = await Promise.all([
      answerTo(promptlessRequest(own, registration, metadata), own, fetch),
      answerTo(promptlessRequest(afterwards, registration, metadata), afterwards, fetch),
    ]);
    return [signIn(say, registration, first), ...afterSignOut(say, registration, second)];
  },
});

type Answer =
  | { registered: true }
  | { registered: false; code: string }
  | { registered: undefined; seen: string; elsewhere?: string };

async function answerTo(request: URL, uri: string, send: typeof fetch): Promise<Answer> {
  try {
    const { status, location, text: body } = await asBrowser(request, send);
    const target = location === undefined ? null : URL.parse(location, request);
    // Whatever the error in it is: responses are sent to registered addresses only.
    if (target && isAt(target, uri)) return { registered: true };
    const text = `${target?.search ?? ''} ${body}`;
    const code = errorCodeIn(decoded(text));
    if (code !== undefined && notRegistered.includes(code)) return { registered: false, code };
    const where = target ? ` and leads to ${target.host}${target.pathname}` : '';
    const with_ = code ? ` with ${code}` : '';
    const elsewhere = target && target.origin !== request.origin && { elsewhere: target.host };
    return { registered: undefined, seen: `status ${status}${with_}${where}`, ...elsewhere };
  } catch (error) {
    return { registered: undefined, seen: causesOf(error) };
  }
}

const isAt = (target: URL, uri: string): boolean => {
  const { origin, pathname } = new URL(uri);
  return target.origin === origin && target.pathname === pathname;
};

/** In a query, spaces are plus signs; a code is found between others only as a word. */
const decoded = (text: string) => text.replaceAll(/[+%]/g, ' ');

function signIn(say: Say, registration: Registration, answer: Answer): Finding {
  const { redirectUri: uri, isPractice } = registration;
  if (answer.registered) return say.ok(`${uri} is registered`);
  if (answer.registered === false)
    return say.failed(
      `${uri} isn't registered: ${answer.code}`,
      `Add exactly this address under "Authentication" of your registration, on the platform Web.`,
      answer.code,
    );
  // A lab that hosts practice tenants first asks its site whose browser this is.
  if (isPractice && answer.elsewhere !== undefined)
    return say.unknown(
      `${answer.elsewhere} lets only your own browser ask for ${uri}`,
      "Sign in once: if it isn't registered, the page that you see then names a code.",
    );
  return say.unknown(
    `the response to a request for ${uri} doesn't tell: ${answer.seen}`,
    'Open "Authentication" of your registration: exactly this address has to be under Web.',
  );
}

/** A sign-out works without it, but then users stay on a page of the identity provider. */
function afterSignOut(say: Say, { userFlows, ...own }: Registration, answer: Answer): Finding[] {
  const uri = own.postLogoutRedirectUri;
  if (answer.registered) return [say.ok(`${uri}, for after signing out, is registered`)];
  if (answer.registered === undefined) return [];
  // Azure AD B2C can accept any address; whether it does is a setting of the user flow.
  const effect = userFlows ? 'if the user flow requires an ID token at sign-out, users' : 'users';
  return [
    say.warning(
      `${uri}, for after signing out, isn't registered: ${effect} don't come back to your app`,
      'Add exactly this address under "Authentication" of your registration, on the platform Web.',
    ),
  ];
}
