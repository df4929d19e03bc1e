import type { Finding } from '../finding.ts';
import { sayFor } from '../say.ts';
import { type Attempt, cookieHeader } from './attempt.ts';
import { errorCodeOn } from './seen-app.ts';
import { affinityCookies, isAttempt, type SetCookie } from './set-cookie.ts';
import { titles } from './titles.ts';
import { NoResponse, type Visitor } from './visit.ts';

/** How many requests finish one attempt. */
export const times = 5;

/** The cookie couldn't be opened: it was encrypted with another secret, or it's too old, which it can't be here. */
const notOurs = 'transaction_expired';
/** It was opened, but an earlier request had used it. */
const spent = 'transaction_spent';

/**
 * Finishes one attempt several times, over connections of their own and without an affinity cookie: a load
 * balancer can give each request to another instance, and all must open the same cookie and know that it's used.
 * @param response what the identity provider sent; something made up without it
 */
export async function instances(
  { authorizeUrl, cookies }: Attempt & { authorizeUrl: URL },
  response: URLSearchParams | undefined,
  visitor: Visitor,
): Promise<Finding> {
  const say = sayFor('instances', titles.instances);
  const attempt = cookies.filter(isAttempt);
  const callback = new URL(authorizeUrl.searchParams.get('redirect_uri') ?? '');
  const state = authorizeUrl.searchParams.get('state') ?? '';
  callback.search = (
    response ?? new URLSearchParams({ error: 'login_required', state })
  ).toString();
  const codes: string[] = [];
  try {
    for (let time = 0; time < times; time += 1) {
      const headers = { cookie: cookieHeader(attempt) };
      const { status, body } = await visitor.visit(callback, { headers });
      if (status >= 500 && errorCodeOn(body) === undefined)
        return say.failed(
          `request ${time + 1} of ${times} that finish one attempt has status ${status}`,
          "Check the app's log: at least one of its instances fails.",
        );
      codes.push(errorCodeOn(body) ?? `status ${status}`);
    }
  } catch (error) {
    if (!(error instanceof NoResponse)) throw error;
    return say.failed(
      `request ${codes.length + 1} of ${times} that finish one attempt got no response (${error.code})`,
      "Check the app's log, and the log of the proxy in front of it.",
    );
  }
  return judged(codes);
}

function judged(codes: readonly string[]): Finding {
  const say = sayFor('instances', titles.instances);
  const count = (code: string) => codes.filter((each) => each === code).length;
  const unavailable = count('store_unavailable');
  if (unavailable > 0)
    return say.failed(
      `${unavailable} of ${codes.length} requests: the app can't reach its session store`,
      'Check REDIS_URL, and that the app can reach Redis.',
      'store_unavailable',
    );
  const refused = count(notOurs);
  if (refused === codes.length)
    return say.failed(
      "the app can't open its own cookie: the instance that sets it isn't one of those that read it",
      'Give every instance the same SESSION_SECRET, then restart all of them.',
      notOurs,
    );
  if (refused > 0)
    return say.failed(
      `${refused} of ${codes.length} requests reach an instance that can't open another instance's cookie`,
      'Give every instance the same SESSION_SECRET, then restart all of them.',
      notOurs,
    );
  const missing = count('transaction_missing') + count('state_mismatch');
  if (missing > 0)
    return say.failed(
      `${missing} of ${codes.length} requests reach the app without the cookie that was sent`,
      'Configure your proxy to pass Cookie headers on unchanged.',
      'transaction_missing',
    );
  // The first use counts; a shared store then refuses all others.
  const firsts = codes.length - count(spent);
  if (firsts > 1)
    return say.failed(
      `all open each other's cookies, but ${firsts} of ${codes.length} requests don't know that the attempt was used: the instances share no store`,
      'Set REDIS_URL to the same Redis for every instance: without it, a session exists only on the instance that started it.',
    );
  return say.ok(
    `${codes.length} requests in a row finish one attempt as they should; if there are several instances, those that responded share SESSION_SECRET and their store`,
  );
}

/** A cookie of the platform keeps each browser at one instance. */
export function sessionAffinity(cookies: readonly SetCookie[]): Finding {
  const say = sayFor('session-affinity', titles['session-affinity']);
  const [found] = cookies.filter(({ name }) => affinityCookies.includes(name));
  return found
    ? say.warning(
        `the platform sets ${found.name}, which keeps each browser at one instance`,
        "The app doesn't need it: with several instances, set REDIS_URL and turn session affinity off, so that a restart of one instance signs no one out.",
      )
    : say.ok('no cookie keeps a browser at one instance');
}
