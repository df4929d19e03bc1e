import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { decodeJwt } from 'jose';
import { z } from 'zod';
import { type TenantType, tenantTypes } from '../../../src/practice-tenant/directory/model.ts';
import type { Fault } from '../../../src/practice-tenant/faults/catalogue.ts';
import { type Answer, codeIn } from '../reproducible-codes/answer.ts';
import { appThatNeedsConsent, nonce, type Reader, webApp } from '../reproducible-codes/reader.ts';
import { refusedPart } from './careful-app.ts';
import { nextWait } from './held-waits.ts';

/** What an app or a person meets while a fault is on, and not while it is off. */
export interface Effect {
  /** With each tenant type that the fault is for: an error's code, or a word or two. */
  meets: Readonly<Partial<Record<TenantType, string | undefined>>>;
  /** Sends requests, the switch being pressed at the right moment between them. */
  observed: (reader: Reader, press: () => Promise<void>) => Promise<string>;
}

const everywhere = (what: string, inB2c = what): Effect['meets'] => ({
  ...Object.fromEntries(tenantTypes.map((type) => [type, what])),
  b2c: inB2c,
});

const atSignIn = (meets: Effect['meets'], buttons = ['Alex Rivera']): Effect => ({
  meets,
  observed: async (reader, press) => {
    await press();
    return codeIn(await reader.signIn(buttons));
  },
});
const atRedemption = (meets: Effect['meets']): Effect => ({
  meets,
  observed: async (reader, press) => {
    const back = await reader.signIn();
    await press();
    return codeIn(await reader.redeem(back));
  },
});
const atRenewal = (meets: Effect['meets']): Effect => ({
  meets,
  observed: async (reader, press) => {
    const { refresh_token } = await reader.signedIn();
    await press();
    return codeIn(await reader.renew(refresh_token));
  },
});
const inIdToken = (refused: string, inB2c = refused): Effect => ({
  meets: everywhere(`refuses the ID token: ${refused}`, `refuses the ID token: ${inB2c}`),
  observed: async (reader, press) => {
    await press();
    const { id_token } = await reader.signedIn();
    return `refuses the ID token: ${await refusedPart(id_token, { discovery: reader.discovery, nonce })}`;
  },
});
const status = (address: (reader: Reader) => string, init?: RequestInit): Effect => ({
  meets: everywhere('status 503'),
  observed: async (reader, press) => {
    await press();
    return `status ${(await fetch(address(reader), init)).status}`;
  },
});

const renewal = (app: Record<string, string>): Record<string, string> => ({
  ...app,
  grant_type: 'refresh_token',
  refresh_token: 'made-up',
});

const askForTokens = (reader: Reader, init: RequestInit = {}): Promise<Response> =>
  fetch(reader.tokenEndpoint, {
    method: 'POST',
    body: new URLSearchParams(renewal(webApp)),
    ...init,
  });
const inTokenAnswer = (what: string): Effect => ({
  meets: everywhere(what),
  observed: async (reader, press) => {
    await press();
    const { status, headers } = await askForTokens(reader);
    return `status ${status}, ${headers.get('content-type')?.split(';')[0]}`;
  },
});

/** As OpenID Connect Core §3.1.3.6 has it, for RS256. */
const hashOf = (accessToken: string): string =>
  createHash('sha256').update(accessToken).digest().subarray(0, 16).toString('base64url');

const access = z.object({ access_token: z.string() });
/** The app calls Microsoft Graph as itself, and may register others. */
async function graphAsApp(reader: Reader) {
  const graph = { '00000003-0000-0000-c000-000000000000': ['Application.ReadWrite.All'] };
  await reader.changeRegistration({ appPermissions: graph });
  const scope = 'https://graph.microsoft.com/.default';
  const answer = await reader.token({ ...webApp, grant_type: 'client_credentials', scope });
  const { access_token } = access.parse(answer.to === 'program' ? answer.json : undefined);
  const headers = { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' };
  return (path: string, body?: object) =>
    fetch(reader.graphMe.replace(/me$/, `applications${path}`), {
      headers,
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    });
}

/** Every fault with the request that meets it. */
export const effects = {
  'expired-secret': atRedemption(everywhere('AADSTS7000222', 'AADB2C90081')),
  'app-disabled': atRedemption(everywhere('AADSTS7000112', 'AADB2C90092')),
  'consent-removed': atRenewal(everywhere('AADSTS65001', 'AADB2C90205')),
  'user-blocked': {
    meets: everywhere('AADSTS50057'),
    observed: async (reader, press) => {
      const { refresh_token } = await reader.signedIn();
      await press();
      const codes = [await reader.renew(refresh_token), await reader.signIn([])].map(codeIn);
      return [...new Set(codes)].join(' and ');
    },
  },
  'user-not-assigned': atSignIn(everywhere('AADSTS50105')),
  'conditional-access': atSignIn(everywhere('AADSTS53003')),
  'second-factor-required': atRenewal(everywhere('AADSTS50076')),
  'grant-revoked': atRenewal(everywhere('AADSTS50173', 'AADB2C90129')),
  'token-endpoint-down': status(({ tokenEndpoint }) => tokenEndpoint, {
    method: 'POST',
    body: new URLSearchParams(renewal(webApp)),
  }),
  'discovery-down': status(({ discovery }) => discovery),
  'lying-discovery': {
    meets: everywhere('a token endpoint at another origin'),
    observed: async (reader, press) => {
      await press();
      const document = z.object({ token_endpoint: z.url() });
      const said = document.parse(await (await fetch(reader.discovery)).json());
      return new URL(said.token_endpoint).origin === new URL(reader.tokenEndpoint).origin
        ? 'the token endpoint'
        : 'a token endpoint at another origin';
    },
  },
  'groups-overage': {
    meets: { ...everywhere('an address in place of groups'), b2c: undefined },
    observed: async (reader, press) => {
      await press();
      const { id_token } = await reader.signedIn();
      const { _claim_names: names } = decodeJwt(id_token);
      return isDeepStrictEqual(names, { groups: 'src1' })
        ? 'an address in place of groups'
        : 'no groups';
    },
  },
  'graph-throttled': {
    meets: { ...everywhere('status 429, wait 10 s'), b2c: undefined },
    observed: async (reader, press) => {
      const { access_token } = await reader.signedIn();
      await press();
      const { status, headers } = await fetch(reader.graphMe, {
        headers: { authorization: `Bearer ${access_token}` },
      });
      return `status ${status}, wait ${headers.get('retry-after')} s`;
    },
  },
  'graph-throttled-once': {
    meets: everywhere('status 429, wait 1 s; then status 200'),
    observed: async (reader, press) => {
      const graph = await graphAsApp(reader);
      await press();
      const { status, headers } = await graph('');
      const next = await graph('');
      return `status ${status}, wait ${headers.get('retry-after')} s; then status ${next.status}`;
    },
  },
  'graph-unavailable': {
    meets: everywhere('status 503, wait 1 s'),
    observed: async (reader, press) => {
      const graph = await graphAsApp(reader);
      await press();
      const { status, headers } = await graph('');
      return `status ${status}, wait ${headers.get('retry-after')} s`;
    },
  },
  'graph-replication-delay': {
    meets: everywhere('201, then 404, 404, 200'),
    observed: async (reader, press) => {
      const graph = await graphAsApp(reader);
      await press();
      const made = await graph('', { displayName: 'Made by test' });
      const { id } = z.object({ id: z.string() }).parse(await made.json());
      const found = [await graph(`/${id}`), await graph(`/${id}`), await graph(`/${id}`)];
      return `${made.status}, then ${found.map(({ status }) => status).join(', ')}`;
    },
  },
  'graph-response-lost': {
    meets: everywhere('no response, and one application; then status 201'),
    observed: async (reader, press) => {
      const graph = await graphAsApp(reader);
      await press();
      const displayName = `Made by test ${crypto.randomUUID()}`;
      const made = await graph('', { displayName }).catch(() => undefined);
      const found = await graph(`?$filter=displayName eq '${displayName}'`);
      const { value } = z.object({ value: z.array(z.object({})) }).parse(await found.json());
      const count = value.length === 1 ? 'one application' : `${value.length} applications`;
      const next = await graph('', { displayName: 'Made by test' });
      const first = made === undefined ? 'no response' : `status ${made.status}`;
      return `${first}, and ${count}; then status ${next.status}`;
    },
  },
  'social-provider-down': atSignIn({ b2c: 'AADB2C90289' }, ['Continue with Practice Social']),
  'keys-rotated': inIdToken('key'),
  'bad-signature': inIdToken('signature'),
  'wrong-issuer': inIdToken('iss'),
  'wrong-audience': inIdToken('aud'),
  'wrong-nonce': inIdToken('nonce'),
  'missing-nonce': inIdToken('no nonce'),
  'expired-id-token': inIdToken('exp'),
  'clock-ahead': inIdToken('nbf'),
  'same-kid-other-key': inIdToken('signature'),
  'unsigned-id-token': inIdToken('algorithm'),
  'hmac-id-token': inIdToken('algorithm'),
  'es256-id-token': inIdToken('algorithm'),
  'key-in-id-token': inIdToken('key'),
  'other-tenant': inIdToken('iss'),
  'audience-shortened': inIdToken('aud'),
  'audience-lengthened': inIdToken('aud'),
  'foreign-azp': inIdToken('azp'),
  'no-expiry': inIdToken('exp'),
  'no-subject': inIdToken('sub'),
  // For Microsoft Graph, it's another service that issues access tokens.
  'access-token-as-id-token': inIdToken('iss', 'aud'),
  'wrong-at-hash': {
    meets: everywhere('the hash of another access token'),
    observed: async (reader, press) => {
      await press();
      const { access_token, id_token } = await reader.signedIn();
      const { at_hash } = decodeJwt(id_token);
      return at_hash === undefined || at_hash === hashOf(access_token)
        ? 'its own hash, or none'
        : 'the hash of another access token';
    },
  },
  'no-id-token': {
    meets: everywhere('access_token, and no id_token'),
    observed: async (reader, press) => {
      await press();
      const answer = await reader.redeem(await reader.signIn());
      const names =
        answer.to === 'program' ? Object.keys(z.looseObject({}).parse(answer.json)) : [];
      if (!names.includes('access_token')) return `only ${names}`;
      return names.includes('id_token') ? 'both' : 'access_token, and no id_token';
    },
  },
  'token-endpoint-hangs': {
    meets: everywhere('no answer while another app gets its own'),
    observed: async (reader, press) => {
      await press();
      const stop = new AbortController();
      let answered = false;
      const asked = askForTokens(reader, { signal: stop.signal }).then(
        () => {
          answered = true;
        },
        () => {},
      );
      await reader.token(renewal(appThatNeedsConsent));
      const isSilent = !answered;
      stop.abort();
      await asked;
      return isSilent ? 'no answer while another app gets its own' : 'an answer';
    },
  },
  'token-endpoint-redirects': {
    meets: everywhere('status 307 to another origin'),
    observed: async (reader, press) => {
      await press();
      const { status, headers } = await askForTokens(reader, { redirect: 'manual' });
      const location = URL.parse(headers.get('location') ?? '');
      const isElsewhere =
        location !== null && location.origin !== new URL(reader.tokenEndpoint).origin;
      return `status ${status}${isElsewhere ? ' to another origin' : ''}`;
    },
  },
  'token-endpoint-garbage': inTokenAnswer('status 200, text/html'),
  'token-endpoint-fails': inTokenAnswer('status 500, text/html'),
  'token-endpoint-large': {
    meets: everywhere('64 MB'),
    observed: async (reader, press) => {
      await press();
      const answer = await askForTokens(reader);
      return `${Math.round((await answer.arrayBuffer()).byteLength / 1024 / 1024)} MB`;
    },
  },
  slow: {
    meets: everywhere('waits 3000 ms'),
    observed: async (reader, press) => {
      await press();
      let answer: Answer | undefined;
      const answered = reader.token(renewal(webApp)).then((arrived) => {
        answer = arrived;
      });
      const wait = await Promise.race([answered, nextWait()]);
      if (!wait) return 'does not wait';
      // Time enough for an answer that does not wait, since another app gets one meanwhile.
      await reader.token(renewal(appThatNeedsConsent));
      const held = answer === undefined;
      wait.end();
      await answered;
      return held ? `waits ${wait.milliseconds} ms` : 'does not wait';
    },
  },
} as const satisfies Record<Fault, Effect>;
