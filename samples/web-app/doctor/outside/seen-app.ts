import type { IncomingHttpHeaders } from 'node:http';
import type { Visit } from './visit.ts';

/** What answers at an address. */
export type WhoAnswers =
  | { kind: 'sample'; form: SignInForm }
  /** App Service shows its own page until there's an app. */
  | { kind: 'placeholder'; seen: string }
  /** The platform asks for a sign-in of its own before it lets a request through. */
  | { kind: 'platform-sign-in'; seen: string }
  | { kind: 'failing'; seen: string }
  | { kind: 'other' };

/** The form behind the button that signs in, as a browser would post it. */
export interface SignInForm {
  action: string;
  fields: Record<string, string>;
}

/** Words of App Service's own pages. */
const placeholders = [
  'Your web app is running and waiting for your content',
  'Your app service is up and running',
  'Microsoft Azure App Service - Welcome',
];
const stopped = 'This web app is stopped';

/** @param action where the form that signs in is posted to */
export function whoAnswers(home: Visit, action: string): WhoAnswers {
  const { status, headers, body } = home;
  const platform = platformSignIn(home);
  if (platform) return { kind: 'platform-sign-in', seen: platform };
  const placeholder = placeholders.find((words) => body.includes(words));
  if (placeholder) return { kind: 'placeholder', seen: `App Service's own page: "${placeholder}"` };
  if (body.includes(stopped))
    return {
      kind: 'failing',
      seen: "The page is App Service's own, for a web app that is stopped.",
    };
  if (status >= 500)
    return { kind: 'failing', seen: `The home page has status ${status}${serverOf(headers)}.` };
  const form = signInForm(body, action);
  return form ? { kind: 'sample', form } : { kind: 'other' };
}

/** Easy Auth answers in place of the app: a redirect to a page of its own or to its identity provider, or 401. */
function platformSignIn({ status, headers }: Visit): string | undefined {
  const { location = '' } = headers;
  const isRedirect = status >= 300 && status < 400;
  const path = ['/.auth/login/', encodeURIComponent('/.auth/login/')];
  if (isRedirect && path.some((each) => location.toLowerCase().includes(each.toLowerCase())))
    return 'The home page redirects to /.auth/login, an address of App Service Authentication.';
  const isMarked = headers['x-ms-middleware-request-id'] !== undefined;
  if (isMarked && (isRedirect || status === 401 || status === 403))
    return `The home page has status ${status} with the header x-ms-middleware-request-id, which App Service Authentication sets.`;
  return undefined;
}

/** Whether App Service Authentication is in front of an app that it lets through. */
export const hasPlatformSignIn = ({ headers }: Visit): boolean =>
  headers['x-ms-middleware-request-id'] !== undefined;

const serverOf = ({ server }: IncomingHttpHeaders) => (server ? ` (from ${server})` : '');

function signInForm(html: string, action: string): SignInForm | undefined {
  for (const [, attributes = '', content = ''] of html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)) {
    if (attributeOf(attributes, 'action') !== action) continue;
    const inputs = [...content.matchAll(/<input\b([^>]*)>/g)].map(([, text = '']) => text);
    const fields = inputs.flatMap((text) => {
      const name = attributeOf(text, 'name');
      return name ? [[name, attributeOf(text, 'value') ?? '']] : [];
    });
    return { action, fields: Object.fromEntries(fields) };
  }
  return undefined;
}

function attributeOf(text: string, name: string): string | undefined {
  return new RegExp(`\\b${name}="([^"]*)"`).exec(text)?.[1];
}

/** The app's own code on its error page: the sample's "In the log: …", or "Error code: …" on a live demo's page. */
export function errorCodeOn(html: string): string | undefined {
  const shown = /(?:In the log:|Error code:)[^\n]*?<code>([a-z][a-z\d_]+)<\/code>/;
  return shown.exec(html)?.[1];
}

/** The number on an error page of the identity provider. */
export function providerCodeOn(html: string): string | undefined {
  const [named] = /AADSTS\d{4,}|AADB2C\d{5}/.exec(html) ?? [];
  const [, number] = /"(?:sErrorCode|iErrorCode)":"?(\d{4,})/.exec(html) ?? [];
  return named ?? (number && `AADSTS${number}`);
}
