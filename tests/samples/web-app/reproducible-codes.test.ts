import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { explanations } from '../../../samples/web-app/sign-in/errors/explanations.ts';
import type { SignInErrorCode } from '../../../samples/web-app/sign-in/errors/sign-in-error.ts';
import { pageInstructions } from '../../errors/page-instructions.ts';
import { HttpBrowser, type Page } from '../../http-browser.ts';
import { type RunningTenant, runningTenant } from '../../practice-tenant/running-tenant.ts';
import { practiceVariables, type RunningWebApp, runningWebApp } from './running-web-app.ts';

const clock = new URL('../../hostile-provider/control.mjs', import.meta.url).href;
let tenant: RunningTenant;
let usual: RunningWebApp;
beforeAll(async () => {
  tenant = await runningTenant();
  usual = await app('entra-id');
});
afterAll(async () => {
  await usual?.stop();
  await tenant?.remove();
});

/** The sample as its template for the practice tenant configures it, apart from what is changed. */
async function app(
  tenantType: string,
  change: (variables: NodeJS.Dict<string>) => NodeJS.Dict<string> = () => ({}),
): Promise<RunningWebApp> {
  const { frontOrigin: front, origin: back, customDomainOrigin: custom } = tenant.options;
  const variables = practiceVariables(tenantType, { front, back, custom });
  const NODE_OPTIONS = `${variables['NODE_OPTIONS']} --import ${clock}`;
  return runningWebApp({ ...variables, NODE_OPTIONS, ...change(variables) });
}

/** The sample with other settings, for one visit. */
async function visited(
  running: Promise<RunningWebApp>,
  visit: (origin: string) => Promise<Page>,
): Promise<Page> {
  const { origin, stop } = await running;
  try {
    return await visit(origin);
  } finally {
    await stop();
  }
}

const signIn = async (
  origin: string,
  buttons: readonly string[],
  browser = new HttpBrowser(),
): Promise<Page> => {
  let page = await browser.open(origin);
  for (const button of ['Sign in', ...buttons]) page = await browser.press(page, button);
  return page;
};
/** The response that a page tells the reader to enter, at the sample of the test. */
const typedAnswer = (code: SignInErrorCode): string => {
  const typed = pageInstructions.get(code)?.urls[0];
  if (typed === undefined) throw new Error(`/errors/${code}/ names no address to open.`);
  const { pathname, search } = new URL(typed);
  return usual.origin + pathname + search;
};
/** Switches on what the page names, for this sign-in only. */
const signInWithFault = async (code: SignInErrorCode): Promise<Page> => {
  const browser = new HttpBrowser();
  const clientId = '22222222-2222-4222-8222-222222222222';
  const desk = `${tenant.options.frontOrigin}/desk/entra-id/registrations/${clientId}`;
  const fault = pageInstructions.get(code)?.fault;
  await browser.press(await browser.open(desk), `Switch on ${fault}`);
  try {
    return await signIn(usual.origin, ['Alex Rivera']);
  } finally {
    await browser.press(await browser.open(desk), `Switch off ${fault}`);
  }
};
const mistyped = (text = ''): string => text.slice(0, -1) + (text.endsWith('0') ? '1' : '0');

/** The page that asks to sign in has no code on it. */
const loggedCode = (page: string): string | undefined =>
  page.includes(explanations.sign_in_required[1])
    ? 'sign_in_required'
    : /In the log: (?:<[^>]*>)*(\w+)/.exec(page)?.[1];
const statusOf = (code: string): number | undefined =>
  new Map<string, readonly [number, ...string[]]>(Object.entries(explanations)).get(code)?.[0];

type Visit = () => Promise<Page>;
/** Every code of the sample that the site calls reproducible, and how its page says to see it. */
const reproductions: Partial<Record<SignInErrorCode, Visit>> = {
  access_denied: () => signIn(usual.origin, ['Cancel']),
  client_refused: () =>
    visited(
      app('entra-id', ({ CLIENT_SECRET }) => ({ CLIENT_SECRET: mistyped(CLIENT_SECRET) })),
      (origin) => signIn(origin, ['Alex Rivera']),
    ),
  sign_in_blocked: () => signInWithFault('sign_in_blocked'),
  account_blocked: () => signInWithFault('account_blocked'),
  user_not_assigned: () => signInWithFault('user_not_assigned'),
  scope_refused: () =>
    visited(
      app('entra-id', () => pageInstructions.get('scope_refused')?.settings ?? {}),
      async (origin) => {
        const browser = new HttpBrowser();
        await signIn(origin, ['Alex Rivera'], browser);
        return browser.open(`${origin}/call-api`);
      },
    ),
  certificate_untrusted: () =>
    visited(
      app('entra-id', () => ({ NODE_OPTIONS: `--import ${clock}` })),
      (origin) => signIn(origin, []),
    ),
  tenant_not_found: () =>
    visited(
      app('entra-id', ({ AUTHORITY }) => ({ AUTHORITY: mistyped(AUTHORITY) })),
      (origin) => signIn(origin, []),
    ),
  state_mismatch: async () => {
    const browser = new HttpBrowser();
    await signIn(usual.origin, [], browser);
    return browser.open(typedAnswer('state_mismatch'));
  },
  state_missing: () => new HttpBrowser().open(typedAnswer('state_missing')),
  transaction_missing: () => new HttpBrowser().open(typedAnswer('transaction_missing')),
  transaction_expired: async () => {
    const browser = new HttpBrowser();
    const picker = await signIn(usual.origin, [], browser);
    usual.child.send(11 * 60_000);
    await once(usual.child, 'message');
    return browser.press(picker, 'Alex Rivera');
  },
  password_reset_requested: () =>
    visited(
      app('b2c', () => pageInstructions.get('password_reset_requested')?.settings ?? {}),
      (origin) => signIn(origin, ['Forgot your password?']),
    ),
  sign_in_required: () => new HttpBrowser().open(typedAnswer('sign_in_required')),
  role_missing: async () => {
    const browser = new HttpBrowser();
    await signIn(usual.origin, ['Sam Okafor'], browser);
    return browser.open(typedAnswer('role_missing'));
  },
  cross_site_request: () =>
    new HttpBrowser().post(`${usual.origin}/auth/sign-in`, {}, 'http://elsewhere.example'),
  // The last one. An app that has read the metadata would send the visitor to a page that is not there.
  provider_unavailable: async () => {
    const restarted = await app('entra-id');
    await tenant.close();
    return visited(Promise.resolve(restarted), (origin) => signIn(origin, []));
  },
};

test('every code of the sample that a page says how to see is seen here, and no other', () => {
  const ofPages = [...pageInstructions.keys()].filter((code) => Object.hasOwn(explanations, code));
  expect(ofPages.sort()).toEqual(Object.keys(reproductions).sort());
});

test.each(Object.entries(reproductions))('%s is seen as its page says', async (code, visit) => {
  const { status, text, visited: addresses, url } = await visit();
  if (code === 'password_reset_requested') {
    // The app handles it on its own: it starts the user flow for a new password.
    expect(addresses.some((address) => address.includes('error_description=AADB2C90118'))).toBe(
      true,
    );
    expect(url.toLowerCase()).toContain('b2c_1_resetpassword');
    expect(text).toContain('Reset your password');
  } else expect([status, loggedCode(text)]).toEqual([statusOf(code), code]);
});
