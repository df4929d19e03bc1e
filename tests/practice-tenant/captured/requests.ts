import { createHash } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { vi } from 'vitest';
import { z } from 'zod';
import { HttpBrowser } from '../../http-browser.ts';
import { answerOf, askForTokens, robin, sharedAddress, signInThrough } from '../any-account-app.ts';
import { redirectUri } from '../msal-app.ts';
import type { Seen } from './differences.ts';
import {
  authorize,
  decoded,
  member,
  post,
  seen,
  signIn,
  type There,
  tasksApi,
  tasksUri,
  token,
  webApp,
} from './sign-in.ts';
import { addressOf, ownParameter } from './tenant-address.ts';

const jwtBearer = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const capable = JSON.stringify({ access_token: { xms_cc: { values: ['cp1'] } } });
/** A request without the changes that are for the last one. */
const before = (there: There): There => ({ ...there, here: { ...there.here, fields: {} } });

async function get(there: There, accessToken?: string): Promise<Seen> {
  const { path, parameters = {} } = there.request;
  const own = Object.entries(parameters).map(([name, value]) => [
    name,
    ownParameter(there.tenant, there.type, value),
  ]);
  const query = new URLSearchParams(own);
  const address = addressOf(there.tenant, there.type, path) + (query.size > 0 ? `?${query}` : '');
  const headers = accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` };
  return seen(await fetch(address, { headers }));
}

/** Presses the desk's button for the user who signs in. */
async function revokeSessions({ tenant, type }: There): Promise<void> {
  const users = await tenant.directory(type).users();
  const alex = users.find(({ name }) => name === 'Alex Rivera')?.objectId;
  const browser = new HttpBrowser();
  const page = await browser.open(`${tenant.frontOrigin}/desk/${type}/users/${alex}`);
  await browser.press(page, 'Revoke sessions');
}

const deviceCode = (there: There): Promise<Seen> =>
  post(there, '/oauth2/v2.0/devicecode', {
    client_id: webApp.client_id,
    scope: 'openid profile offline_access User.Read',
  });
const poll = (there: There, begun: Seen): Promise<Seen> =>
  token(there, {
    client_id: webApp.client_id,
    client_info: '1',
    grant_type: 'device_code',
    device_code: member(begun, 'device_code'),
  });

async function enterCode(begun: Seen): Promise<void> {
  const browser = new HttpBrowser();
  const enter = await browser.open(member(begun, 'verification_uri'));
  const confirm = await browser.press(enter, 'Next', { Code: member(begun, 'user_code') });
  await browser.press(await browser.press(confirm, 'Continue'), 'Alex Rivera');
}

async function onBehalfOf(there: There): Promise<Seen> {
  const { here } = there;
  const scope = `openid ${tasksUri(there.type)}/Tasks.Read`;
  const press = [here.user ?? 'Alex Rivera', 'Accept'];
  const first = await signIn({ ...there, here: { ask: 'signIn', scope, press } });
  return token(there, {
    ...tasksApi,
    grant_type: jwtBearer,
    requested_token_use: 'on_behalf_of',
    scope: 'https://graph.microsoft.com/User.Read offline_access',
    assertion: member(first, 'access_token'),
  });
}

/** The API asks for a second factor; the app passes the challenge on when it renews. */
async function renewAfterChallenge(there: There): Promise<Seen> {
  const scope = `openid offline_access ${tasksUri(there.type)}/Tasks.Read`;
  const press = ['Alex Rivera', 'Accept'];
  const first = await signIn({ ...there, here: { ask: 'signIn', scope, press } });
  const { headers } = await fetch(`${there.tenant.origin}/tasks-api/private-tasks`, {
    headers: { authorization: `Bearer ${member(first, 'access_token')}` },
  });
  const challenge = /claims="([^"]+)"/.exec(headers.get('www-authenticate') ?? '')?.[1] ?? '';
  return token(there, {
    ...webApp,
    grant_type: 'refresh_token',
    refresh_token: member(first, 'refresh_token'),
    claims: Buffer.from(challenge, 'base64').toString(),
  });
}

const redemption = (code: string) => ({
  ...webApp,
  grant_type: 'authorization_code',
  code,
  redirect_uri: redirectUri,
});
const verifier = 'a-verifier-of-the-length-that-the-standard-asks-for';

const renew = (there: There, first: Seen): Promise<Seen> =>
  token(there, {
    ...webApp,
    grant_type: 'refresh_token',
    refresh_token: member(first, 'refresh_token'),
    client_info: there.request.parameters?.['client_info'],
  });

/** The ways to bring about a captured request here, by the name that a capture has for them. */
const requests: Readonly<Record<string, (there: There) => Promise<Seen>>> = {
  get: (there) => get(there),
  clientCredentials: (there) =>
    token(there, {
      ...webApp,
      grant_type: 'client_credentials',
      scope: `${tasksUri(there.type)}/.default`,
    }),
  signIn,
  /** To the app that is registered for personal accounts as well. */
  signInPersonal: async ({ tenant }) => {
    const page = await signInThrough(sharedAddress(tenant, 'consumers'), robin.slice(1));
    const tokens = await askForTokens(tenant, 'consumers', {
      grant_type: 'authorization_code',
      code: answerOf(page)['code'] ?? '',
      redirect_uri: redirectUri,
    });
    const idToken = String(tokens['id_token']);
    const body = { header: decodeProtectedHeader(idToken), payload: decodeJwt(idToken) };
    return { status: 200, headers: new Headers(), body: z.json().parse(body) };
  },
  redeem: (there) =>
    token(there, {
      ...webApp,
      grant_type: 'authorization_code',
      redirect_uri: 'http://localhost:3000/auth/redirect',
    }),
  redeemTwice: async (there) => {
    const back = await authorize(there);
    const fields = {
      ...webApp,
      grant_type: 'authorization_code',
      code: member(back, 'code'),
      redirect_uri: 'http://localhost:3000/auth/redirect',
    };
    await token(there, fields);
    return token(there, fields);
  },
  redeemLate: async (there) => {
    const back = await authorize(there);
    vi.useFakeTimers({ now: Date.now() + 11 * 60_000, toFake: ['Date'] });
    try {
      return await token(there, {
        ...webApp,
        grant_type: 'authorization_code',
        code: member(back, 'code'),
        redirect_uri: 'http://localhost:3000/auth/redirect',
      });
    } finally {
      vi.useRealTimers();
    }
  },
  redeemFromBrowser: async (there) => {
    const back = await authorize(there);
    const code = member(back, 'code');
    return token(there, redemption(code), { origin: 'https://spa.example' });
  },
  redeemWithWrongVerifier: async (there) => {
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const back = await authorize(there, {
      code_challenge: challenge,
      code_challenge_method: 'S256',
    });
    const wrong = verifier.toUpperCase();
    return token(there, { ...redemption(member(back, 'code')), code_verifier: wrong });
  },
  redeemAtOtherUserFlow: async (there) => {
    const code = member(await authorize(there), 'code');
    const other = { ...there, here: { ...there.here, userFlow: 'B2C_1_editprofile' } };
    return token(other, redemption(code));
  },
  renew: async (there) => renew(there, await signIn(before(there))),
  renewAfterChallenge,
  renewAfterRevocation: async (there) => {
    const first = await signIn(before(there));
    await revokeSessions(there);
    return renew(there, first);
  },
  deviceCode,
  pollTooEarly: async (there) => poll(there, await deviceCode(before(there))),
  poll: async (there) => {
    const begun = await deviceCode(before(there));
    await enterCode(begun);
    return poll(there, begun);
  },
  onBehalfOf,
  authorize: (there) => authorize(there),
  graph: async (there) => get(there, member(await signIn(there), 'access_token')),
  graphWithoutToken: (there) => get(there),
  graphAfterRevocation: async (there) => {
    const first = await signIn(there, { claims: capable });
    await revokeSessions(there);
    return get(there, member(first, 'access_token'));
  },
};

/** Sends the request of a capture to the practice tenant. */
export async function send(there: There): Promise<Seen> {
  const request = requests[there.here.ask];
  if (request === undefined) {
    const names = z.array(z.string()).parse(Object.keys(requests)).join(', ');
    throw new Error(`No request "${there.here.ask}"; there are: ${names}.`);
  }
  const response = await request(there);
  const { show } = there.here;
  return show === undefined ? response : decoded(response, show, 'header' in there.expected);
}
