import type { Finding } from '../finding.ts';
import { notRegistered, refusalOf } from '../refusals.ts';
import { sayFor } from '../say.ts';
import type { Attempt } from './attempt.ts';
import { isLocal, type Place } from './place.ts';
import { errorCodeOn, providerCodeOn } from './seen-app.ts';
import { faultsOf, isAttempt } from './set-cookie.ts';
import { titles } from './titles.ts';
import { NoResponse, type Visitor } from './visit.ts';

/** The parameters of an authorize request that the app always sends, and why each matters. */
const needed = {
  client_id: 'the app',
  state: 'the browser that started',
  nonce: 'the ID token',
  code_challenge: 'the authorization code (PKCE)',
} as const;

/** Whether the app sends a browser to its identity provider with a request that can lead back here. */
export function signInRequest({ origin, paths }: Place, attempt: Attempt): Finding {
  const say = sayFor('sign-in', titles['sign-in']);
  const { authorizeUrl, visit } = attempt;
  if (authorizeUrl === undefined) return noRequest(attempt);
  const parameters = authorizeUrl.searchParams;
  const redirectUri = parameters.get('redirect_uri') ?? '';
  if (URL.parse(redirectUri)?.origin !== origin.origin)
    return say.failed(
      `the app sends users back to ${redirectUri || 'no address'}, not to ${origin.origin}${paths.redirect}`,
      `Set REDIRECT_URI to ${origin.origin}${paths.redirect} where the app runs, register exactly that, and restart the app.`,
    );
  const missing = Object.entries(needed).filter(([name]) => !parameters.get(name));
  if (missing.length > 0)
    return say.failed(
      `the request to ${authorizeUrl.host} has no ${missing.map(([name]) => name).join(', ')}, which ties the response to ${missing.map(([, why]) => why).join(', ')}`,
      'Something between the app and you changes its redirects, or this is another version of the app: deploy the app again.',
    );
  if (parameters.get('code_challenge_method') !== 'S256')
    return say.failed(
      `code_challenge_method is ${parameters.get('code_challenge_method') ?? 'missing'} and not S256`,
      'Deploy the app as you downloaded it: it always uses S256.',
    );
  // The practice tenant's pages are on this machine.
  if (authorizeUrl.protocol !== 'https:' && !isLocal(authorizeUrl))
    return say.failed(
      `the app sends browsers to ${authorizeUrl.origin}, which isn't encrypted`,
      'Set the authority to the https address of your identity provider.',
    );
  const [tenant] = authorizeUrl.pathname.split('/').filter(Boolean);
  return say.ok(
    `status ${visit.status} to ${authorizeUrl.host}, tenant ${tenant}, client ID ${parameters.get('client_id')}, redirect_uri ${redirectUri}, with state, nonce, and PKCE`,
  );
}

function noRequest({ visit }: Attempt): Finding {
  const say = sayFor('sign-in', titles['sign-in']);
  const { status, body } = visit;
  const code = errorCodeOn(body);
  if (status === 429)
    return say.unknown(
      'the app refuses further sign-ins from this network for now (status 429)',
      'Wait a minute, then run the doctor again. If no one else signs in from here, set TRUST_PROXY: the app may count everyone as one address.',
    );
  const number = providerCodeOn(body);
  if (code)
    return say.failed(
      `the app's own error page: ${number ? `${code} (${number})` : code}, status ${status}`,
      "Follow the page of this code. The app's log has the details.",
      number ?? code,
    );
  return say.failed(
    `the app doesn't redirect to an identity provider: its status is ${status}`,
    "Check the app's log, and the log of the proxy in front of it.",
  );
}

/** What a browser makes of the cookie that holds an attempt to sign in. */
export function publicCookies({ origin }: Place, { cookies }: Attempt): Finding {
  const say = sayFor('public-cookies', titles['public-cookies']);
  const isSecure = origin.protocol === 'https:';
  const [cookie] = cookies.filter(isAttempt);
  if (cookie === undefined)
    return say.failed(
      'the response that starts a sign-in sets no cookie for it',
      'Configure your proxy to pass Set-Cookie headers on unchanged. Without this cookie, every sign-in ends with transaction_missing.',
      'transaction_missing',
    );
  const faults = faultsOf(cookie, isSecure);
  const name = cookie.name.replace(/\.transaction\..*/, '.transaction.…');
  if (faults.length === 0)
    return say.ok(
      isSecure
        ? `${name} is Secure, HttpOnly, SameSite=Lax, Path=/, without Domain`
        : `${name} is HttpOnly, SameSite=Lax, Path=/; on http it can't be Secure`,
    );
  const isHttpConfiguration = isSecure && !cookie.name.startsWith('__Host-');
  return say.failed(
    `${name} ${faults.join(', ')}`,
    isHttpConfiguration
      ? 'The app thinks that it is at an http address: set REDIRECT_URI to the https address, and restart the app.'
      : 'Configure your proxy to pass Set-Cookie headers on unchanged: the app sets all of this.',
  );
}

export interface Registered {
  finding: Finding;
  /** What the identity provider would send through the browser; undefined if it sent nothing. */
  response: URLSearchParams | undefined;
}

/**
 * Asks for a sign-in without any page (`prompt=none`, OpenID Connect Core §3.1.2.1): the identity provider then
 * redirects to a redirect URI that it knows, and shows an error at its own address otherwise.
 */
export async function redirectUri(authorizeUrl: URL, visitor: Visitor): Promise<Registered> {
  const say = sayFor('redirect-uri', titles['redirect-uri']);
  const asked = new URL(authorizeUrl);
  asked.searchParams.set('prompt', 'none');
  const wanted = asked.searchParams.get('redirect_uri') ?? '';
  const without = (finding: Finding) => ({ finding, response: undefined });
  try {
    const { status, headers, body } = await visitor.visit(asked);
    const to = URL.parse(headers.location ?? '', asked);
    if (to && `${to.origin}${to.pathname}` === wanted) {
      const error = to.searchParams.get('error') ?? 'a response';
      return {
        finding: say.ok(`${wanted} is registered: ${asked.host} sends ${error} there`),
        response: to.searchParams,
      };
    }
    const number = providerCodeOn(body);
    if (number && notRegistered.includes(number))
      return without(
        say.failed(
          `${wanted} isn't registered for this client ID (${number})`,
          'Add exactly this address to the app registration, under Authentication, as a redirect URI of the platform Web.',
          number,
        ),
      );
    if (refusalOf(number))
      return without(
        say.failed(
          `${asked.host} refuses the request with ${number}`,
          'Follow the page of this code.',
          number,
        ),
      );
    return without(
      say.unknown(
        `${asked.host} responds with status ${status}${to ? ` and redirects to ${to.host}` : ''}, with ${number ?? 'no code'}; that doesn't show whether it's registered`,
        'Select the button that signs in, in a private window: an error about the redirect URI has the code AADSTS50011 or AADB2C90006.',
      ),
    );
  } catch (error) {
    if (!(error instanceof NoResponse)) throw error;
    return without(
      say.unknown(
        `${asked.host} can't be reached from here (${error.code})`,
        'Run the doctor on a network that reaches the identity provider, as the users of the app do.',
      ),
    );
  }
}
