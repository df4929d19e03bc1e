import { type AppUnderCheck, type Attempt, newAttempt } from '../app/app-under-check.ts';
import { findSignOut, type SignOut } from '../app/sign-out.ts';
import type { Trace } from '../http/trace.ts';
import { isStopped, type Page, type Stopped, type Visitor } from '../http/visitor.ts';
import type { PracticeTenant, RunUser, Seen } from '../practice/practice-tenant.ts';
import type { AuthorizationResponse } from '../practice/sign-in-pages.ts';
import { CannotTry } from '../verdicts/failures.ts';

/** What a check works with. */
export interface Lab {
  app: AppUnderCheck;
  practice: PracticeTenant;
  /** Two users of this run, neither of them special. */
  users: readonly [RunUser, RunUser];
  trace: Trace;
  /** Makes a user who is removed at the end of the run. */
  makeUser(more?: Record<string, unknown>): Promise<RunUser>;
  /** A browser that sends these headers with every request. */
  visitorWith(headers: Readonly<Record<string, string>>): Visitor;
}

/** A sign-in that the practice tenant did something wrong in. */
export interface Tried {
  visitor: Visitor;
  result: Page | Stopped;
  isSignedIn: boolean;
  /** What the app sent to the token endpoint, and to where a redirect of it leads. */
  seen: readonly Seen[];
  /** Whether the browser brought an ID token, as with response_type=code id_token. */
  broughtIdToken: boolean;
}

/** Signs the first user in with these faults. */
export async function trySignIn(
  { app, practice, users }: Lab,
  ...faults: string[]
): Promise<Tried> {
  const visitor = app.visitor();
  const attempt: Attempt = newAttempt(...faults);
  const authorize = await app.startSignIn(visitor);
  const response = await app.signInAtProvider(visitor, authorize, users[0], attempt);
  const result = await app.deliver(visitor, response);
  const isSignedIn = await app.isSignedIn(visitor, users[0]);
  const broughtIdToken = parametersOf(response).has('id_token');
  return { visitor, result, isSignedIn, seen: await practice.seen(attempt.id), broughtIdToken };
}

/** @throws CannotTry when the app asked for no tokens */
export function requireRedeemed({ seen }: Tried): void {
  if (seen.some(({ endpoint }) => endpoint === 'token')) return;
  throw new CannotTry('The app never asked the token endpoint for tokens.');
}

/** @throws CannotTry when an honest sign-in didn't work in this check: nothing could be told from what follows */
export async function requireSignedIn(
  { app }: Lab,
  visitor: Visitor,
  user: RunUser,
): Promise<void> {
  if (await app.isSignedIn(visitor, user)) return;
  throw new CannotTry('An honest sign-in that’s part of this check didn’t sign the user in.');
}

/** Whether a page is one of HTML: in a page of plain text, markup does nothing. */
export const isHtml = ({ headers }: Page): boolean => {
  const type = headers['content-type'];
  // Browsers guess at a page without a type.
  return type === undefined || /html|xml|svg/i.test(type);
};

/** Goes to a page with a way to sign out. @throws CannotTry when there's none */
export const signOutOf = ({ app }: Lab, visitor: Visitor): Promise<SignOut> =>
  findSignOut(
    visitor,
    [app.namePage ?? app.home, app.home],
    (url) => url.origin !== app.home.origin,
  );

const mostPages = 6;
/** A visit must not change anything. */
const acts =
  /(?:sign|log)[\s_-]*(?:out|off|in|on)\b|delete|remove|revoke|cancel|unsubscribe|\/auth\//i;

/** The app's own pages that a page links to, without those that do something. */
export function ownPages({ app }: Lab, { controls, url }: Page): URL[] {
  const links = controls
    .filter(
      ({ method, fields, label }) => method === 'GET' && fields.length === 0 && !acts.test(label),
    )
    .map(({ action }) => URL.parse(action, url.href))
    .filter((link) => link?.origin === app.home.origin && link.pathname !== url.pathname)
    .filter((link) => !acts.test(link?.pathname ?? ''));
  const found = new Map(links.flatMap((link) => (link ? [[link.pathname, link] as const] : [])));
  return [...found.values()].slice(0, mostPages);
}

/** The page that shows who is signed in, for a browser that is. @throws CannotTry when it leads elsewhere */
export async function namePageFor({ app }: Lab, visitor: Visitor): Promise<Page> {
  const leaves = (url: URL) => url.origin !== app.home.origin;
  const result = await visitor.go(app.namePage ?? app.home, {}, leaves);
  if (isStopped(result)) throw new CannotTry('The page with the name was gone after the sign-in.');
  return result;
}

/** An authorization response with other parameters. */
export function changed(
  { url, fields }: AuthorizationResponse,
  change: (parameters: URLSearchParams) => void,
): AuthorizationResponse {
  if (fields !== undefined) {
    const copy = new URLSearchParams(fields);
    change(copy);
    return { url, fields: copy };
  }
  const copy = new URL(url);
  change(copy.searchParams);
  return { url: copy };
}

export const parametersOf = ({ url, fields }: AuthorizationResponse): URLSearchParams =>
  fields ?? url.searchParams;

/** What a person saw in the end, in a few words. */
export function described(result: Page | Stopped): string {
  if (isStopped(result)) return `it sent the browser to ${result.url.origin}${result.url.pathname}`;
  const { status, headline } = result;
  const said = headline.length > 120 ? `${headline.slice(0, 120)}…` : headline;
  return said === '' ? `status ${status}, an empty page` : `status ${status}, “${said}”`;
}
