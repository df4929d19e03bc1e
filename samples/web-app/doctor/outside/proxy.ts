import type { Finding } from '../finding.ts';
import { sayFor } from '../say.ts';
import { type Attempt, pressSignIn } from './attempt.ts';
import type { Place } from './place.ts';
import type { SignInForm } from './seen-app.ts';
import { faultsOf, isAttempt } from './set-cookie.ts';
import { titles } from './titles.ts';
import { NoResponse, type Visit, type Visitor } from './visit.ts';

const forgedHost = 'forged.example';
const forged = {
  forwarded: `for=192.0.2.1;host=${forgedHost};proto=http`,
  'x-forwarded-for': '192.0.2.1',
  'x-forwarded-host': forgedHost,
  'x-forwarded-proto': 'http',
  'x-forwarded-port': '80',
  'x-original-host': forgedHost,
};

/** Whether a request can make the app send users, or a cookie, somewhere else. */
export async function proxyHeaders(
  place: Place,
  form: SignInForm,
  visitor: Visitor,
): Promise<Finding> {
  const say = sayFor('proxy-headers', titles['proxy-headers']);
  const todo =
    'Deploy the app as you downloaded it, and let your proxy write no addresses into its responses: the app takes its own address from REDIRECT_URI alone.';
  const forwarded = await pressSignIn(place, form, visitor, forged);
  const changed = changedBy(forwarded, place);
  if (changed) return say.failed(`a forged X-Forwarded-Host or -Proto ${changed}`, todo);
  if (forwarded.authorizeUrl === undefined) return say.unknown(refused(forwarded.visit), byHand);
  try {
    const hosted = await pressSignIn(place, form, visitor, { host: forgedHost });
    const changedHost = changedBy(hosted, place);
    if (changedHost) return say.failed(`a forged Host ${changedHost}`, todo);
    return say.ok(
      hosted.authorizeUrl
        ? 'forged Host and X-Forwarded headers change neither redirect_uri nor cookies'
        : `forged X-Forwarded headers change nothing, and a forged Host is refused (status ${hosted.visit.status})`,
    );
  } catch (error) {
    if (!(error instanceof NoResponse)) throw error;
    return say.ok('forged X-Forwarded headers change nothing, and a forged Host is refused');
  }
}

const refused = ({ status }: Visit) =>
  `a request with forged X-Forwarded headers gets status ${status}, so what the app makes of them can't be seen`;
const byHand = 'If the status is 429, wait a minute and run the doctor again.';

/** The rest of a sentence that starts with the forged header. */
function changedBy({ authorizeUrl, visit, cookies }: Attempt, { origin }: Place) {
  const to = authorizeUrl?.searchParams.get('redirect_uri');
  if (to && URL.parse(to)?.origin !== origin.origin) return `changes redirect_uri to ${to}`;
  if (authorizeUrl && !to) return `changes the redirect to ${authorizeUrl.origin}`;
  if (visit.body.includes(forgedHost)) return 'appears in a page of the app';
  const [cookie] = cookies.filter(isAttempt);
  const faults = cookie ? faultsOf(cookie, origin.protocol === 'https:') : [];
  return faults.length > 0 ? `changes a cookie, which ${faults.join(', ')}` : undefined;
}

/** Headers that proxies and platforms leave in a response. */
const marks: Readonly<Record<string, string>> = {
  'x-azure-ref': 'Azure Front Door',
  'cf-ray': 'Cloudflare',
  'x-amz-cf-id': 'Amazon CloudFront',
  via: 'a proxy (Via)',
  'x-cache': 'a cache (X-Cache)',
  server: 'a server that names itself',
};

/** How many proxies there are isn't visible; what the setting does is, but only by starting a flood. */
export function trustProxy(home: Visit, cookies: Attempt['cookies']): Finding {
  const say = sayFor('trust-proxy', titles['trust-proxy']);
  const seen = Object.keys(marks).filter((name) => home.headers[name] !== undefined);
  const names = seen.map((name) =>
    name === 'server' ? `${home.headers['server']}` : (marks[name] ?? name),
  );
  if (cookies.some(({ name }) => name.startsWith('ARRAffinity'))) names.push('App Service');
  return say.unknown(
    names.length > 0
      ? `in front of the app is ${names.join(', ')}; whether TRUST_PROXY is the number of your proxies can't be seen from outside`
      : "no response names a proxy, which proves nothing; whether TRUST_PROXY is the number of your proxies can't be seen from outside",
    'Look for "TRUST_PROXY is 0" in the log of the app: this run has sent it X-Forwarded-For. Behind App Service alone, set TRUST_PROXY=1.',
  );
}
