import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checks } from '../../src/check-app/checks/checks.ts';
import { run } from '../../src/check-app/run.ts';
import { type RunningTenant, runningTenant } from '../practice-tenant/running-tenant.ts';
import type { Choices } from './small-apps/careful-app.ts';
import { registeredApp } from './small-apps/registered-app.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

async function failuresOf(bad: Partial<Choices>): Promise<string[]> {
  await using app = await registeredApp(tenant, { bad });
  const { results } = await run({
    app: app.home,
    practiceTenant: tenant.options.frontOrigin,
    // Only these take long, and none of the faults is about them.
    checks: checks.filter(({ id }) => id !== 'token-endpoint-hangs'),
  });
  return results.filter(({ outcome }) => outcome === 'failed').map(({ check }) => check.id);
}

const cookie = (rest: string) => (value: string) =>
  `session=${value}; Path=/; HttpOnly; SameSite=Lax${rest}`;
const base64 = (text: string) => Buffer.from(text).toString('base64');

/** What a developer got wrong in an app that has nothing in common with our sample, and the checks that say so. */
const faults: readonly [fault: string, bad: Partial<Choices>, failed: readonly string[]][] = [
  ['nothing', {}, []],
  [
    'the state only has to begin alike',
    { isState: (sent, kept) => sent !== null && kept.startsWith(sent) },
    ['state-missing', 'state-wrong'],
  ],
  [
    'the state is compared without regard to what follows',
    { isState: (sent, kept) => sent?.startsWith(kept) === true },
    ['state-wrong'],
  ],
  [
    'the audience may be a part of the client ID',
    { isAudience: (audience, clientId) => clientId.startsWith(String(audience)) },
    ['wrong-audience'],
  ],
  [
    'the audience only has to contain the client ID',
    { isAudience: (audience, clientId) => String(audience).includes(clientId) },
    ['wrong-audience', 'foreign-azp'],
  ],
  [
    'the nonce is compared if the token has one',
    { isNonce: (claim, kept) => claim === undefined || claim === kept },
    ['missing-nonce'],
  ],
  [
    'the cookie is the user’s subject in Base64',
    { sessionId: ({ subject }) => base64(subject) },
    ['cookie-edited'],
  ],
  ['signing out only clears the cookie', { endsSession: false }, ['stolen-cookie-after-sign-out']],
  [
    'the page to return to may have the host anywhere',
    {
      returnTo: (asked, origin) => (asked.includes(new URL(origin).host) ? asked : '/'),
    },
    ['open-redirect'],
  ],
  [
    'the page to return to only has to begin with the origin',
    { returnTo: (asked, origin) => (asked.startsWith(origin) ? asked : '/') },
    ['open-redirect'],
  ],
  [
    'a comment has the tokens',
    { more: ({ access_token }) => `<!-- ${access_token} -->` },
    ['tokens-in-pages'],
  ],
  [
    'a fragment has the ID token',
    { afterSignIn: (location, { id_token }) => `${location}#id_token=${id_token}` },
    ['tokens-in-pages'],
  ],
  [
    'who signed in last is shown to everyone',
    { shown: (session, latest) => session ?? latest },
    ['name-without-session'],
  ],
  [
    'who signed in last is shown to everyone with a session',
    { shown: (session, latest) => session && latest },
    ['several-at-once'],
  ],
  [
    'the error page shows the description',
    { errorText: (_error, description) => description },
    ['markup-in-error', 'text-in-error'],
  ],
  [
    'the error page shows the description, escaped',
    { errorText: (_error, description) => description.replaceAll('<', '&lt;') },
    ['text-in-error'],
  ],
  [
    'the session is for the whole domain',
    { sessionCookie: cookie('; Domain=localhost') },
    ['cookie-domain'],
  ],
  [
    'sessions are numbered',
    {
      sessionId: (() => {
        let count = 1000;
        return () => String(++count);
      })(),
    },
    ['session-id-guessed'],
  ],
];

describe.concurrent.each(faults)('an app in which this is wrong: %s', (_fault, bad, failed) => {
  it('is told so, and nothing else', async () => {
    expect(await failuresOf(bad)).toEqual(failed);
  });
});
