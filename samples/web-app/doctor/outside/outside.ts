import type { Finding } from '../finding.ts';
import { sayFor } from '../say.ts';
import { answers, health, securityHeaders } from './app.ts';
import { type Attempt, pressSignIn } from './attempt.ts';
import { dns, httpsOnly, tls } from './connection.ts';
import { instances, sessionAffinity } from './instances.ts';
import type { Place } from './place.ts';
import { proxyHeaders, trustProxy } from './proxy.ts';
import { crossSite, frontChannelLogout, madeUpResponse } from './refusals.ts';
import { type SignInForm, whoAnswers } from './seen-app.ts';
import { setCookies } from './set-cookie.ts';
import { publicCookies, redirectUri, signInRequest } from './sign-in.ts';
import { type OutsideCheck, outsideChecks, titles } from './titles.ts';
import { createVisitor, NoResponse, type Visit, type Visitor } from './visit.ts';

/**
 * Checks a running app as a browser without cookies sees it, one request after another (at most 17), and signs
 * no one in. Each finding comes as soon as it's known.
 */
export async function* outsideFindings(
  place: Place,
  visitor: Visitor = createVisitor(),
): AsyncGenerator<Finding> {
  const done = new Map<string, Finding>();
  for await (const finding of inOrder(place, visitor)) {
    done.set(finding.check, finding);
    yield finding;
  }
  const isWrong = ({ check, status }: Finding) =>
    status === 'failed' || (check === 'responds' && status === 'unknown');
  const first = [...done.values()].find(isWrong) ?? { check: 'responds', title: titles.responds };
  for (const check of outsideChecks)
    if (!done.has(check)) yield sayFor(check, titles[check]).waitsFor(first);
}

async function* inOrder(place: Place, visitor: Visitor): AsyncGenerator<Finding> {
  for (const first of [dns, tls]) {
    const finding = await first(place, visitor);
    yield finding;
    // Nothing that comes over a connection to no one in particular counts.
    if (finding.status === 'failed' && !(first === tls && place.origin.protocol === 'http:'))
      return;
  }
  yield await httpsOnly(place, visitor);
  const home = await visitor.visit(new URL(place.paths.home, place.origin)).catch(noResponse);
  if (home instanceof NoResponse) {
    yield sayFor('responds', titles.responds).failed(
      `the home page doesn't respond (${home.code})`,
      home.code === 'ECONNREFUSED'
        ? `Start the app: nothing listens at ${place.origin.host}.`
        : "Check the app's log, and the log of the proxy in front of it.",
    );
    return;
  }
  const who = whoAnswers(home, place.paths.signIn);
  yield answers(home, who);
  if (who.kind !== 'sample' && who.kind !== 'other') return;
  // Another app may have no such address.
  if (who.kind === 'sample') yield await health(place, visitor);
  yield securityHeaders(place, home, who.kind === 'sample');
  if (who.kind === 'sample') yield* ofSample(place, visitor, home, who.form);
}

async function* ofSample(
  place: Place,
  visitor: Visitor,
  home: Visit,
  form: SignInForm,
): AsyncGenerator<Finding> {
  const attempt = await pressSignIn(place, form, visitor).catch(noResponse);
  if (attempt instanceof NoResponse) {
    yield sayFor('sign-in', titles['sign-in']).failed(
      `the button that signs in leads to no response (${attempt.code})`,
      "Check the app's log: it may wait for its identity provider or for Redis.",
    );
    return;
  }
  yield signInRequest(place, attempt);
  const { authorizeUrl } = attempt;
  if (authorizeUrl) {
    yield publicCookies(place, attempt);
    const { finding, response } = await redirectUri(authorizeUrl, visitor);
    yield finding;
    if (leadsHere(authorizeUrl, place))
      yield await guarded('instances', () =>
        instances({ ...attempt, authorizeUrl }, response, visitor),
      );
  }
  yield sessionAffinity([...setCookies(home.headers['set-cookie']), ...attempt.cookies]);
  yield await guarded('cross-site', () => crossSite(place, form, visitor));
  yield await guarded('made-up-response', () =>
    madeUpResponse(redirectOf(attempt, place), visitor),
  );
  yield await guarded('front-channel-logout', () =>
    frontChannelLogout(place, authorizeUrl, visitor),
  );
  if (authorizeUrl && leadsHere(authorizeUrl, place))
    yield await guarded('proxy-headers', () => proxyHeaders(place, form, visitor));
  yield trustProxy(home, attempt.cookies);
}

/** Where the response arrives here: the path that the app names, if it's on this origin. */
function redirectOf({ authorizeUrl }: Attempt, { origin, paths }: Place): URL {
  const named = URL.parse(authorizeUrl?.searchParams.get('redirect_uri') ?? '');
  return named?.origin === origin.origin ? named : new URL(paths.redirect, origin);
}

const leadsHere = (authorizeUrl: URL, { origin }: Place) =>
  URL.parse(authorizeUrl.searchParams.get('redirect_uri') ?? '')?.origin === origin.origin;

async function guarded(check: OutsideCheck, run: () => Promise<Finding>): Promise<Finding> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof NoResponse)) throw error;
    return sayFor(check, titles[check]).failed(
      `no response (${error.code})`,
      "Check the app's log, and the log of the proxy in front of it.",
    );
  }
}

function noResponse(error: unknown): NoResponse {
  if (error instanceof NoResponse) return error;
  throw error;
}
