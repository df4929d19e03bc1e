import type { Control } from '../http/html-page.ts';
import { isStopped, type Page, type Stopped, type Visitor } from '../http/visitor.ts';
import { CannotTry } from '../verdicts/failures.ts';
import type { PracticeTenant, RunUser } from './practice-tenant.ts';

/** Where the practice tenant sends the browser in the end, with what it's to post there. */
export type AuthorizationResponse = Stopped;

const mostPages = 10;
const doing = ({ fields }: Control): string | undefined =>
  fields.find(([name]) => name === 'do')?.[1];

/**
 * Goes through the pages of the practice tenant as a person who agrees to everything.
 * @returns the address of the app that they lead to, not asked for yet
 * @throws CannotTry when a page has no way on; its message says what the page says
 */
export async function agree(
  practice: PracticeTenant,
  visitor: Visitor,
  authorize: URL,
  user: RunUser,
): Promise<AuthorizationResponse> {
  const elsewhere = (url: URL) => !practice.isHere(url);
  let result = await visitor.go(authorize, {}, elsewhere);
  for (let count = 0; count < mostPages; count += 1) {
    if (isStopped(result)) return result;
    const posted = selfPosting(result, elsewhere);
    if (posted !== undefined) return posted;
    const next = wayOn(result, user);
    if (next === undefined) throw noWayOn(result);
    result = await visitor.press(result, next, elsewhere);
  }
  throw new CannotTry('The sign-in pages of the practice tenant came to no end.');
}

/** The answer of response mode form_post: a form to the app that a script sends. */
function selfPosting(
  page: Page,
  elsewhere: (url: URL) => boolean,
): AuthorizationResponse | undefined {
  for (const { method, action, fields } of page.controls) {
    const url = URL.parse(action, page.url.href);
    if (method !== 'POST' || url === null || !elsewhere(url)) continue;
    return { url, fields: new URLSearchParams(fields.map(([name, value]) => [name, value])) };
  }
  return undefined;
}

/** What a person who wants to sign in as this user presses. */
function wayOn({ controls }: Page, { username, password }: RunUser): Control | undefined {
  const account = controls.find(({ label }) => label.includes(username));
  if (account !== undefined) return account;
  // An app for several tenants first gets a page that asks for the username alone.
  const form =
    controls.find((each) => doing(each) === 'password') ?? controls.find(asksForUsernameOnly);
  if (form !== undefined) {
    const typed: Readonly<Record<string, string>> = { username, password };
    return { ...form, fields: form.fields.map(([name, value]) => [name, typed[name] ?? value]) };
  }
  const agreed = controls.find((each) => ['accept', 'approve'].includes(doing(each) ?? ''));
  return agreed ?? controls.find(({ fields }) => fields.some(([, value]) => value === 'password'));
}

const asksForUsernameOnly = ({ fields }: Control): boolean =>
  fields.length === 1 && fields[0]?.[0] === 'username';

function noWayOn({ words, status }: Page): CannotTry {
  const code = /AAD(?:STS|B2C)\d+/.exec(words)?.[0];
  const said = words.slice(0, 200);
  return new CannotTry(
    code === undefined
      ? `The sign-in stopped at a page of the practice tenant (status ${status}) that says: ${said}`
      : `The practice tenant refused the sign-in with ${code}. It says: ${said}`,
  );
}
