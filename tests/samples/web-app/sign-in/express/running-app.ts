import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express } from 'express';
import {
  type ErrorPages,
  type ExpressAuthOptions,
  expressAuth,
} from '../../../../../samples/web-app/sign-in/express.ts';
import { findLocalhostNames } from '../../../../localhost-names.ts';
import { inProcess } from '../protocol/in-process.ts';

findLocalhostNames();

export type Auth = ReturnType<typeof expressAuth>;

interface Setting {
  options?: Partial<ExpressAuthOptions>;
  provider?: Parameters<typeof inProcess>[0];
  routes?(app: Express, auth: Auth): void;
}

interface Sent {
  headers?: Record<string, string>;
  /** A form's fields, as a page of this app posts them. */
  form?: Record<string, string>;
  /** In place of `form`, for fields that appear twice. */
  body?: URLSearchParams;
  method?: string;
}

/** The pages tell which one they are, and what they were told. */
const pages: ErrorPages = {
  notFound: () => 'page: not found',
  tooManySignIns: () => 'page: too many sign-ins',
  failure: (status) => `page: failure ${status}`,
  signInError: (error, returnTo, holdsAnswer) =>
    `page: ${error.code}, back to ${returnTo}${holdsAnswer ? ', holds the answer' : ''}`,
  forbidden: ({ name }, { code, needed }) => `page: ${code}, ${name} needs ${needed.join(' or ')}`,
};

/** An Express app in this process, reached through its socket; its identity provider is a function. */
export async function runningApp({ options = {}, provider: setting = {}, routes }: Setting = {}) {
  const fake = inProcess(setting);
  const { origin } = new URL(fake.settings.registration.redirectUri);
  const app = express();
  const logged: unknown[] = [];
  const auth = expressAuth(app, {
    ...fake.settings,
    origin,
    trustedProxies: 0,
    signInsPerMinute: 0,
    log: (entry) => logged.push(entry),
    ...options,
  });
  routes?.(app, auth);
  auth.explainErrors(pages);
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  const here = `http://localhost:${port}`;

  /** One browser. It stays where it is when it is sent elsewhere. */
  const browser = () => {
    const cookies = new Map<string, string>();
    const send = async (
      path: string,
      { headers = {}, form, body = form && new URLSearchParams(form), method }: Sent = {},
    ) => {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(`${here}${path}`, {
        method: method ?? (body ? 'POST' : 'GET'),
        redirect: 'manual',
        headers: {
          ...(cookie && { cookie }),
          ...(body && { 'sec-fetch-site': 'same-origin' }),
          ...headers,
        },
        ...(body && { body }),
      });
      for (const header of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(header) ?? [];
        if (value === '') cookies.delete(name);
        else cookies.set(name, value);
      }
      const { status } = response;
      const location = response.headers.get('location') ?? '';
      return { status, headers: response.headers, location, text: await response.text() };
    };
    /** The path at this app to which the identity provider sends the browser back. */
    const answerTo = (location: string, changes?: Record<string, string>) =>
      `/auth/redirect${fake.back(new URL(location), changes).search}`;
    return {
      cookies,
      send,
      answerTo,
      async signIn(form: Record<string, string> = {}, headers: Record<string, string> = {}) {
        const { location } = await send('/auth/sign-in', { form });
        return send(answerTo(location), { headers });
      },
    };
  };
  return {
    ...fake,
    here,
    origin,
    logged,
    browser,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
