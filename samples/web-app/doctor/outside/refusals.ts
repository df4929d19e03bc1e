import type { Finding } from '../finding.ts';
import { sayFor } from '../say.ts';
import { pressSignIn } from './attempt.ts';
import type { Place } from './place.ts';
import { errorCodeOn, type SignInForm } from './seen-app.ts';
import { isAttempt } from './set-cookie.ts';
import { titles } from './titles.ts';
import type { Visitor } from './visit.ts';

/** A page of another site posts the form. */
export async function crossSite(
  place: Place,
  form: SignInForm,
  visitor: Visitor,
): Promise<Finding> {
  const say = sayFor('cross-site', titles['cross-site']);
  const elsewhere = { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' };
  const { visit, authorizeUrl, cookies } = await pressSignIn(place, form, visitor, elsewhere);
  const isStarted = authorizeUrl !== undefined || cookies.some(isAttempt);
  if (!isStarted && visit.status >= 400 && visit.status < 500)
    return say.ok(`a form of another site is refused with status ${visit.status}`);
  return say.failed(
    isStarted
      ? 'a form of another site starts a sign-in'
      : `a form of another site gets status ${visit.status}`,
    'Configure your proxy to pass the headers Origin and Sec-Fetch-Site on unchanged: the app decides by them.',
  );
}

/** A response with a code that no one issued, in a browser that started nothing. */
export async function madeUpResponse(redirect: URL, visitor: Visitor): Promise<Finding> {
  const say = sayFor('made-up-response', titles['made-up-response']);
  const url = new URL(redirect);
  url.search = new URLSearchParams({ code: 'made-up', state: 'made-up' }).toString();
  const { status, body } = await visitor.visit(url);
  const code = errorCodeOn(body);
  const named = code ? ` with ${code}` : '';
  if (status >= 400 && status < 500 && code)
    return say.ok(`the app's own error page${named}, status ${status}`);
  if (status === 404)
    return say.failed(
      `there is nothing at ${redirect.pathname}`,
      `Configure your proxy to pass ${redirect.pathname} on to the app, with its query.`,
    );
  return status >= 500
    ? say.failed(`${redirect.pathname} has status ${status}${named}`, "Check the app's log.", code)
    : say.failed(
        `${redirect.pathname} has status ${status}, and the page isn't the app's own error page`,
        `Configure your proxy to pass ${redirect.pathname} on to the app, and its responses back unchanged.`,
      );
}

/** Where the identity provider tells the app that a user signed out elsewhere. */
export async function frontChannelLogout(
  { origin, paths }: Place,
  provider: URL | undefined,
  visitor: Visitor,
): Promise<Finding> {
  const say = sayFor('front-channel-logout', titles['front-channel-logout']);
  const url = new URL(paths.frontChannelLogout, origin);
  const { status, headers } = await visitor.visit(url);
  if (status !== 200)
    return say.failed(
      `${url.pathname} has status ${status}`,
      'Configure your proxy to pass this address on to the app: the identity provider opens it when a user signs out elsewhere.',
    );
  const policy = [headers['content-security-policy']].flat().join('; ');
  const [, ancestors = ''] = /frame-ancestors ([^;]*)/.exec(policy) ?? [];
  const isFramed = provider === undefined || ancestors.split(' ').includes(provider.origin);
  if (headers['x-frame-options'] !== undefined || !isFramed)
    return say.failed(
      headers['x-frame-options'] !== undefined
        ? `${url.pathname} has X-Frame-Options, so the identity provider can't open it in a frame`
        : `${url.pathname} doesn't let ${provider?.origin} open it in a frame`,
      'Configure your proxy to add no headers at this address: the app names who may frame it.',
    );
  return say.ok(`${url.pathname} responds; whether it's registered can't be known from outside`);
}
