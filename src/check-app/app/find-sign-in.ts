import { isLoopback } from '../../../samples/web-app/server/loopback.ts';
import type { Control } from '../http/html-page.ts';
import { isStopped, type Page, type Stopped, type Visitor } from '../http/visitor.ts';
import { CannotCheck } from '../verdicts/failures.ts';

/** How to get from nothing to a page: an address, then what to press there. Found once, and done again. */
export interface Way {
  start: URL;
  /** What is pressed, in order. */
  presses: readonly Press[];
}
interface Press extends Control {
  /** Where it led when the way was found. */
  target: URL;
}

/** Usual addresses, for apps whose pages show none. */
const usual = [
  '/login',
  '/signin',
  '/sign-in',
  '/auth/signin',
  '/auth/sign-in',
  '/auth/login',
  '/account/login',
  '/users/sign_in',
  '/oauth2/start',
  '/.auth/login/aad',
  '/MicrosoftIdentity/Account/SignIn',
];
export const signInWords =
  /\b(?:sign|log)[\s_-]*(?:in|on)\b|anmelden|connexion|iniciar sesi|microsoft|entra/i;
const signUpWords = /\bsign[\s_-]*up\b|regist/i;
const mostPresses = 3;
const mostTried = 30;

export interface FindOptions {
  /** Makes a browser without cookies. */
  visitor(): Visitor;
  /** Where a way ends. */
  isEnd: (url: URL) => boolean;
  /** The app's own addresses: no other is asked for. */
  isApp: (url: URL) => boolean;
}

/**
 * Finds how to get from a page to the authorize address: a redirect, a link, or a button.
 * @param path where to start, if the person said so
 * @throws CannotCheck when there's no way; its message says what was tried
 */
export async function findSignIn(
  home: URL,
  path: string | undefined,
  options: FindOptions,
): Promise<Way> {
  const starts =
    path === undefined
      ? [home, ...usual.map((each) => new URL(each, home))]
      : [new URL(path, home)];
  const elsewhere = new Set<string>();
  const failed: string[] = [];
  let tried = 0;
  const search = async (way: Way): Promise<Way | undefined> => {
    if (tried >= mostTried) return undefined;
    tried += 1;
    const result = await follow(options.visitor(), way, (url) => !options.isApp(url));
    if (isStopped(result)) {
      if (options.isEnd(result.url)) return way;
      elsewhere.add(result.url.origin);
      return undefined;
    }
    if (result.status >= 400) {
      if (way.presses.length > 0) failed.push(failureOf(way, result));
      return undefined;
    }
    if (way.presses.length >= mostPresses) return undefined;
    for (const control of candidates(result, path !== undefined)) {
      const target = URL.parse(control.action || result.url.href, result.url.href);
      if (target === null) continue;
      const press = { ...control, target };
      const found = await search({ ...way, presses: [...way.presses, press] });
      if (found !== undefined) return found;
    }
    return undefined;
  };
  for (const start of starts) {
    const found = await search({ start, presses: [] });
    if (found !== undefined) return found;
  }
  throw noWay(home, path, { elsewhere: [...elsewhere], failed });
}

/**
 * Goes a way that was found, with a browser of its own.
 * @param values put into every address and form on the way
 */
export async function follow(
  visitor: Visitor,
  { start, presses }: Way,
  stopBefore: (url: URL) => boolean,
  values: Readonly<Record<string, string>> = {},
): Promise<Page | Stopped> {
  let result = await visitor.go(withQuery(start, values), {}, stopBefore);
  for (const press of presses) {
    if (isStopped(result)) return result;
    // A browser that's signed in may not be shown it; its address is still there.
    const control = result.controls.find((each) => isSame(each, press)) ?? {
      ...press,
      action: press.target.href,
    };
    result = await visitor.press(result, withValues(control, result.url, values), stopBefore);
  }
  return result;
}

function withQuery(url: URL, values: Readonly<Record<string, string>>): URL {
  const asked = new URL(url);
  for (const [name, value] of Object.entries(values)) asked.searchParams.set(name, value);
  return asked;
}

/** Fields that a form has are replaced; what it lacks is added to its address. */
export function withValues(
  control: Control,
  page: URL,
  values: Readonly<Record<string, string>>,
): Control {
  if (Object.keys(values).length === 0) return control;
  const fields = control.fields.map(([name, value]) => [name, values[name] ?? value] as const);
  const action = withQuery(new URL(control.action || page.href, page), values).href;
  return { ...control, fields, action };
}

/** A form's address may carry a value made for one visit. */
const isSame = (one: Control, other: Control): boolean =>
  one.label === other.label && one.method === other.method && pathOf(one) === pathOf(other);
const pathOf = ({ action }: Control): string => action.split(/[?#]/)[0] ?? '';

/** What looks like signing in, best first. @param all whether a page was named, so that any form may be it */
function candidates({ controls }: Page, all: boolean): Control[] {
  const isSignIn = ({ label, action }: Control) =>
    (signInWords.test(label) || signInWords.test(action)) && !signUpWords.test(label);
  const likely = controls.filter(isSignIn);
  const forms = controls.filter(({ method }) => method === 'POST');
  return [...new Set([...likely, ...(all ? forms : [])])].slice(0, 6);
}

const failureOf = ({ presses }: Way, { status, words }: Page): string =>
  `“${presses.at(-1)?.label ?? ''}” gave a page with status ${status} that says: ${words.slice(0, 200)}`;

/** No page shows a way to sign in; a script may. */
export class NoWayShown extends CannotCheck {}

/** What was met where signing in was looked for. */
interface Met {
  /** Origins of other sites. */
  elsewhere: readonly string[];
  failed: readonly string[];
}

function noWay(home: URL, path: string | undefined, { elsewhere, failed }: Met): CannotCheck {
  const from = path === undefined ? home.href : new URL(path, home).href;
  if (elsewhere.length > 0) {
    const isNear = elsewhere.some(isLoopback);
    return new CannotCheck(
      `The app sends browsers to ${elsewhere.join(' and ')} to sign in, which isn’t the practice tenant${isNear ? '' : ' on this machine'}. Configure it with the practice tenant’s values${isNear ? ', or name the practice tenant’s address with --practice-tenant' : ''}.`,
    );
  }
  const [failure] = failed;
  if (failure !== undefined) {
    return new CannotCheck(`Signing in failed before it reached the practice tenant: ${failure}`);
  }
  return new NoWayShown(
    `No way to sign in was found at ${from}: no redirect, link, or button leads to the practice tenant. Say where signing in starts: --sign-in /login. If a script shows the button or sends its request, name the address that it asks for.`,
  );
}
