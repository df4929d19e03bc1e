import type { Place } from './place.ts';
import type { SignInForm } from './seen-app.ts';
import { type SetCookie, setCookies } from './set-cookie.ts';
import type { Visit, Visitor } from './visit.ts';

/** What the app did when its button to sign in was pressed. */
export interface Attempt {
  visit: Visit;
  /** Where the browser is sent; undefined when the app didn't send it anywhere. */
  authorizeUrl: URL | undefined;
  cookies: readonly SetCookie[];
}

/** Posts the form of the home page as a browser would, with other or more headers. */
export async function pressSignIn(
  { origin, paths }: Place,
  { fields }: SignInForm,
  visitor: Visitor,
  headers: Record<string, string> = {},
): Promise<Attempt> {
  const visit = await visitor.visit(new URL(paths.signIn, origin), {
    method: 'POST',
    form: fields,
    headers: { origin: origin.origin, 'sec-fetch-site': 'same-origin', ...headers },
  });
  const { location } = visit.headers;
  const isRedirect = visit.status >= 300 && visit.status < 400 && location !== undefined;
  return {
    visit,
    authorizeUrl: (isRedirect && URL.parse(location, visit.url)) || undefined,
    cookies: setCookies(visit.headers['set-cookie']),
  };
}

export const cookieHeader = (cookies: readonly SetCookie[]): string =>
  cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
