import type { DemoConfiguration } from '../../../src/auth/demo-configuration.ts';
import { clientIds } from '../../../src/practice-tenant/directory/seeded-registrations.ts';
import type { DemoName } from '../../../src/scenarios/demos.ts';
import { readEnvironment } from '../../../src/server/environment.ts';
import type { HttpBrowser } from '../../http-browser.ts';

/** What the network does to a request of the app, in place of sending it. */
type Interference = (url: URL, send: () => Promise<Response>) => Promise<Response>;

export interface Stage {
  /** The environment of a site with the practice tenant. */
  environment: Record<string, string>;
  origin: string;
  /** A browser of this site, which runs in this process. */
  browserOf(demo: DemoConfiguration): HttpBrowser;
  interfere(interference: Interference | undefined): void;
}

const clientSecret = 'practice~live-demo~not-a-real-secret';
const sessionSecrets = ['a-secret-of-the-test-that-is-long-enough'];

/** Everything that the demo can do and meet: together these flows make every kind of message. */
export async function runFlows(stage: Stage): Promise<void> {
  await signInAndOut(stage);
  await userFlows(stage);
  await forgottenPassword(stage);
  await moreProof(stage);
  await troubles(stage);
  await ourMistake(stage);
}

/** A visitor with a browser, at a demo that nobody has used yet. */
function visitor(stage: Stage, demoName: DemoName, own: Record<string, string> = {}) {
  const { demo } = readEnvironment({ ...stage.environment, ...own });
  return visitorOf(stage, demoName, { ...demo, sessionSecrets });
}

function visitorOf({ browserOf }: Stage, demoName: DemoName, demo: DemoConfiguration) {
  const browser = browserOf(demo);
  const press = (path: string, fields: Record<string, string> = {}) =>
    browser.post(`${demo.siteOrigin}/auth/${path}`, { demo: demoName, ...fields });
  const open = (path: string) => browser.open(`${demo.siteOrigin}/auth/${path}`);
  return { browser, press, open };
}

async function signInAndOut(stage: Stage): Promise<void> {
  const { browser, press, open } = visitor(stage, 'entra-id');
  const page = await browser.press(await press('sign-in'), 'Alex Rivera');
  await press('call-api');
  await press('call-api');
  await press('admin-page');
  await browser.open(page.visited.find((url) => url.includes('/auth/redirect/')) ?? '');
  await open('signed-out/entra-id?state=guessed');
  const out = await press('sign-out');
  await browser.open(out.visited.find((url) => url.includes('/auth/signed-out/')) ?? '');
  await browser.press(await press('sign-in'), 'Alex Rivera');
}

async function userFlows(stage: Stage): Promise<void> {
  const { browser, press } = visitor(stage, 'b2c');
  await browser.press(await press('sign-in'), 'Cancel');
  await browser.press(await press('sign-in'), 'Alex Rivera');
  await press('call-api');
  await browser.press(await press('sign-in', { userFlow: 'editProfile' }), 'Cancel');
}

async function forgottenPassword(stage: Stage): Promise<void> {
  const { browser, press } = visitor(stage, 'b2c', {
    B2C__AUTHORITY: `${stage.origin}/fabrikam.onmicrosoft.com`,
    B2C__CLIENT_ID: clientIds.liveDemo,
    B2C__CLIENT_SECRET: clientSecret,
    // A user flow of the older kind, which answers the app instead of showing the reset itself.
    B2C__SIGNUPSIGNIN_USER_FLOW: 'B2C_1_signupsignin_v1',
    B2C__RESETPASSWORD_USER_FLOW: 'B2C_1_resetpassword',
  });
  await browser.press(await press('sign-in'), 'Forgot your password?');
}

async function moreProof(stage: Stage): Promise<void> {
  const { origin } = stage;
  const { browser, press } = visitor(stage, 'entra-id', {
    ENTRA_ID__AUTHORITY: `${origin}/0a0a0a0a-1111-4111-8111-111111111111`,
    ENTRA_ID__CLIENT_ID: clientIds.liveDemo,
    ENTRA_ID__CLIENT_SECRET: clientSecret,
    ENTRA_ID__ENDPOINT: `${origin}/tasks-api/private-tasks`,
    ENTRA_ID__SCOPE: `api://${clientIds.tasksApi}/Tasks.Read`,
  });
  await browser.press(await press('sign-in'), 'Alex Rivera');
  await browser.press(await browser.press(await press('call-api'), 'Accept'), 'Approve');
}

async function troubles(stage: Stage): Promise<void> {
  const { interfere } = stage;
  const refused = (ending: string): Interference => {
    return async (url, send) =>
      url.pathname.endsWith(ending) ? Response.json({}, { status: 404 }) : send();
  };
  const fresh = () => visitor(stage, 'entra-id');

  interfere(refused('/openid-configuration'));
  await fresh().press('sign-in');

  for (const trouble of [refused('/keys'), unreachable('/token'), elsewhere('/keys')]) {
    interfere(trouble);
    const { browser, press } = fresh();
    await browser.press(await press('sign-in'), 'Alex Rivera');
  }
  interfere(undefined);
}

/** The check at start lets no such certificate through; here it represents anything we may have overlooked. */
async function ourMistake(stage: Stage): Promise<void> {
  const { demo } = readEnvironment(stage.environment);
  const [[demoName, { registration, whose }] = noDemo()] = demo.registrations;
  const credential = { kind: 'certificate', certificate: 'none', privateKey: 'none' } as const;
  const registrations = new Map([
    [demoName, { registration: { ...registration, credential }, whose }],
  ]);
  const { press } = visitorOf(stage, demoName, {
    ...demo,
    sessionSecrets,
    registrations,
  });
  await press('sign-in');
}

function noDemo(): never {
  throw new Error('There is no demo.');
}

const unreachable =
  (ending: string): Interference =>
  (url, send) =>
    url.pathname.endsWith(ending) ? Promise.reject(new TypeError('fetch failed')) : send();

/** The identity provider serves a document at an address that doesn’t reveal what it is. */
const elsewhere =
  (ending: string): Interference =>
  async (url, send) => {
    if (url.pathname.endsWith('/unheard-of'))
      return fetch(url.href.replace(/\/unheard-of$/, ending));
    const response = await send();
    if (!url.pathname.endsWith('/openid-configuration')) return response;
    return new Response((await response.text()).replaceAll(`${ending}"`, '/unheard-of"'));
  };
