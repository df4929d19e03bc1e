import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { expect } from 'vitest';
import type { plans } from '../../../src/conformance/plans.ts';
import type { Forgery } from '../../hostile-provider/provider.ts';
import type { Header } from '../../hostile-provider/provider-keys.ts';
import { type ClientRun, signIn } from './sign-in.ts';

type Name = (typeof plans)['oidcc-client-basic-certification-test-plan'][number];
type Module = (run: ClientRun) => Promise<void>;

/** The client must take the ID token; the suite sees that by a request to the UserInfo endpoint. */
const accepted =
  (forgery: Forgery = {}, authentication?: Parameters<typeof signIn>[2]): Module =>
  async (run) => {
    const { isSignedIn, askedForUserInfo } = await signIn(run, forgery, authentication);
    run.log.check('receivedUserinfoRequest', askedForUserInfo);
    expect(isSignedIn).toBe(true);
  };

/** The client must refuse the ID token, and then has nothing to ask the UserInfo endpoint for. */
const refused =
  (forgery: Forgery): Module =>
  async (run) => {
    const { isSignedIn, askedForUserInfo } = await signIn(run, forgery);
    run.log.check('receivedUserinfoRequest', !askedForUserInfo);
    expect(isSignedIn).toBe(false);
  };

/** Claims with some changed; undefined takes one away. */
const changed = (changes: Record<string, unknown>): Forgery => ({
  claims: (claims) => JSON.parse(JSON.stringify({ ...claims, ...changes })),
});

const unnamed = ({ kid: _, ...header }: Header): Header => header;

const withOneUnnamedKey: Module = async (run) => {
  const [key] = run.provider.keys.published().keys;
  const { kid: _, ...rest } = key ?? {};
  await accepted({ keys: () => ({ keys: [rest] }), header: unnamed })(run);
};

/** Either is right: to refuse, or to try all keys. */
const withUnnamedKeys: Module = async (run) => {
  const { publicKey } = await generateKeyPair('RS256');
  const others = [await exportJWK(publicKey), ...run.provider.keys.published().keys];
  const keys = others.map(({ kid: _, ...key }) => ({ ...key, use: 'sig' }));
  const forgery = { keys: () => ({ keys }), header: unnamed };
  const { isSignedIn, askedForUserInfo } = await signIn(run, forgery);
  if (isSignedIn) run.log.check('receivedUserinfoRequest', askedForUserInfo);
};

/** A client needn't take unsigned ID tokens; the suite then skips the module. */
const unsigned: Module = async (run) => {
  const forgery: Forgery = { idToken: (claims) => new UnsecuredJWT(claims).encode() };
  const { isSignedIn, askedForUserInfo } = await signIn(run, forgery);
  expect(isSignedIn).toBe(askedForUserInfo);
  if (!askedForUserInfo) run.log.skip('SignIdTokenWithAlgNone');
};

const badlySigned: Module = async (run) => {
  const { privateKey } = await generateKeyPair('RS256');
  await refused({
    idToken: (claims, header) => new SignJWT(claims).setProtectedHeader(header).sign(privateKey),
  })(run);
};

/** The response is about another user, so what it says must not be taken. */
const otherUserInfo: Module = async (run) => {
  const forgery: Forgery = { api: () => ({ sub: 'subject-2', name: 'Somebody Else' }) };
  const { page, askedForUserInfo } = await signIn(run, forgery);
  run.log.check('receivedUserinfoRequest', askedForUserInfo);
  expect(page.text).not.toContain('Somebody Else');
};

const forClaims: Module = async (run) => {
  const { request, askedForUserInfo } = await signIn(run);
  const scopes = (request.get('scope') ?? '').split(' ');
  const has = ['profile', 'email', 'phone', 'address'].some((scope) => scopes.includes(scope));
  run.log.check('EnsureScopeContainsAtLeastOneOfProfileEmailPhoneAddress', has, scopes);
  run.log.check('receivedUserinfoRequest', askedForUserInfo);
};

/** Every module for a client, by its name in the suite. */
export const clientModules: Readonly<Record<Name, Module>> = {
  'oidcc-client-test': accepted(),
  'oidcc-client-test-invalid-iss': refused(changed({ iss: 'https://another.example' })),
  'oidcc-client-test-missing-sub': refused(changed({ sub: undefined })),
  'oidcc-client-test-invalid-aud': refused(changed({ aud: 'another-client' })),
  'oidcc-client-test-missing-iat': refused(changed({ iat: undefined })),
  'oidcc-client-test-kid-absent-single-jwks': withOneUnnamedKey,
  'oidcc-client-test-kid-absent-multiple-jwks': withUnnamedKeys,
  'oidcc-client-test-idtoken-sig-rs256': accepted(),
  'oidcc-client-test-idtoken-sig-none': unsigned,
  'oidcc-client-test-invalid-sig-rs256': badlySigned,
  'oidcc-client-test-userinfo-invalid-sub': otherUserInfo,
  'oidcc-client-test-nonce-invalid': refused(changed({ nonce: 'of-another-request' })),
  'oidcc-client-test-scope-userinfo-claims': forClaims,
  'oidcc-client-test-client-secret-basic': accepted({}, 'client_secret_basic'),
};

/** They change the provider's keys or methods, which a client keeps for a while. */
export const withClientOfItsOwn: ReadonlySet<Name> = new Set([
  'oidcc-client-test-kid-absent-single-jwks',
  'oidcc-client-test-kid-absent-multiple-jwks',
  'oidcc-client-test-client-secret-basic',
]);
