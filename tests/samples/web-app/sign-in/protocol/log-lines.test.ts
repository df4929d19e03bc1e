import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { callApi } from '../../../../../samples/web-app/call-api.ts';
import {
  boundedReply,
  memoryTokenStore,
  registrationFrom,
  SignInError,
  type TokenStore,
} from '../../../../../samples/web-app/sign-in/index.ts';
import { createDiscovery } from '../../../../../samples/web-app/sign-in/protocol/discovery.ts';
import { verifyIdToken } from '../../../../../samples/web-app/sign-in/protocol/id-token.ts';
import { authorizationError } from '../../../../../samples/web-app/sign-in/protocol/provider-error.ts';
import { guardedStore } from '../../../../../samples/web-app/sign-in/session/token-store.ts';
import { clientId, inProcess, Jar, tenantId } from './in-process.ts';
import { plainKeys } from './plain-keys.ts';

/** Whoever reads the log would take the second line for one of the app's own. */
const forged = `x\r\nsign_in_failed: forged\u001b[2J\u0085\u2028\u2029\u202e${'y '.repeat(50_000)}`;
const printable = /^[^\p{C}\p{Zl}\p{Zp}]{1,1000}$/u;

const authority = `https://login.microsoftonline.com/${tenantId}`;
const registration = registrationFrom({
  TENANT_TYPE: 'entra-id',
  AUTHORITY: authority,
  CLIENT_ID: clientId,
  CLIENT_SECRET: 'x~y',
  REDIRECT_URI: 'http://localhost:3000/auth/redirect',
});
const metadata = {
  issuer: `${authority}/v2.0`,
  authorization_endpoint: `${authority}/authorize`,
  token_endpoint: `${authority}/token`,
  jwks_uri: `${authority}/keys`,
  end_session_endpoint: `${authority}/logout`,
};

const caught = async (work: Promise<unknown>): Promise<SignInError> => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof SignInError)) throw new Error(`no SignInError: ${error}`);
  return error;
};

const discovered = (document: object, status = 200) =>
  caught(
    createDiscovery(
      registration,
      async () => ({ status, headers: new Headers(), text: JSON.stringify(document) }),
      Date.now,
    ).read(),
  );

async function verified(header: object, claims: object): Promise<SignInError> {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const seconds = Math.floor(Date.now() / 1000);
  const honest = { iss: metadata.issuer, aud: clientId, sub: 's', tid: tenantId, nonce: 'n' };
  const idToken = await new SignJWT({ ...honest, iat: seconds, exp: seconds + 60, ...claims })
    .setProtectedHeader({ alg: 'RS256', ...header })
    .sign(privateKey);
  const keys = createLocalJWKSet({ keys: [await exportJWK(publicKey)] });
  const provider = {
    authority: new URL(authority),
    policy: undefined,
    metadata,
    keys: plainKeys(keys),
  };
  const expected = { registration, provider, nonce: 'n', now: Date.now() };
  return caught(verifyIdToken({ idToken, accessToken: 'at' }, expected));
}

async function redeemed(tokens: object): Promise<SignInError> {
  const { relyingParty, provider, back } = inProcess();
  provider.tokens = tokens;
  const jar = new Jar();
  return caught(relyingParty.redirect(jar, back(await relyingParty.signIn(jar))));
}

const failing = (store: Partial<TokenStore>) =>
  guardedStore({ ...memoryTokenStore(), ...store }, 'app');
const unreachable = Object.assign(new TypeError('fetch failed'), {
  cause: Object.assign(new Error(forged), { code: 'ERR_TLS_CERT_ALTNAME_INVALID' }),
});

describe('what others send is one short line in the log', () => {
  const sources: [what: string, error: () => Promise<SignInError>][] = [
    ['the metadata’s issuer', () => discovered({ ...metadata, issuer: forged })],
    [
      'an endpoint',
      () => discovered({ ...metadata, token_endpoint: `https://evil.example/${forged}` }),
    ],
    ['the metadata’s error', () => discovered({ error: forged, error_description: forged }, 400)],
    ['a response that isn’t metadata', () => discovered({ issuer: { [forged]: forged } })],
    ['a claim', () => verified({}, { iss: forged })],
    ['a claim of another type', () => verified({}, { tid: { [forged]: forged } })],
    ['several claims of another type', () => verified({}, { tid: 1, oid: 2, azp: 3, acr: 4 })],
    ['the token’s type', () => verified({ typ: forged }, {})],
    ['the name of a key', () => verified({ kid: forged }, { aud: forged })],
    [
      'an error at the redirect URI',
      async () =>
        authorizationError(new URLSearchParams({ error: forged, error_description: forged })),
    ],
    [
      'an error of the token endpoint',
      () => redeemed({ error: forged, error_description: forged, error_codes: [forged] }),
    ],
    ['a claims request', () => redeemed({ error: 'interaction_required', claims: forged })],
    ['a token that isn’t one', () => redeemed({ id_token: forged })],
    ['a kind of token', () => redeemed({ token_type: forged })],
    ['a scope', () => redeemed({ scope: forged, token_type: forged })],
    [
      'a connection that fails',
      async () => {
        const { relyingParty } = inProcess({ fetch: () => Promise.reject(unreachable) });
        return caught(relyingParty.signIn(new Jar()));
      },
    ],
    [
      'the store',
      () => caught(failing({ get: () => Promise.reject(new Error(forged)) }).get('key')),
    ],
    [
      'a claims request in a form',
      () => caught(inProcess().relyingParty.signIn(new Jar(), { claims: forged })),
    ],
    [
      'a claims request with a member that is no object',
      () =>
        caught(
          inProcess().relyingParty.signIn(new Jar(), {
            claims: JSON.stringify({ id_token: forged.slice(0, 40) }),
          }),
        ),
    ],
  ];

  test.each(sources)('%s', async (_, error) => {
    const { code, detail } = await error();
    expect(detail, code).toMatch(printable);
  });
});

describe('the log of a call of the API', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  test('has one line for a failure, whatever it is called', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    await callApi('https://api.example/', 'token', [], () => Promise.reject(unreachable));
    expect(log.mock.calls).toHaveLength(1);
    expect(log.mock.calls[0]?.[0]).toContain('sign_in_failed: forged');
    expect(String(log.mock.calls[0]?.[0]).slice(0, 1_000)).toMatch(printable);
  });

  test('the reason of a failed request stays with the error, for a debugger', async () => {
    const failure = boundedReply(() => Promise.reject(unreachable), 'https://api.example/');
    await expect(failure).rejects.toMatchObject({ cause: unreachable });
  });
});
