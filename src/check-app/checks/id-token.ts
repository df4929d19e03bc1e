import { CannotTry } from '../verdicts/failures.ts';
import { failed, held } from '../verdicts/verdict.ts';
import type { Check, Source } from './check.ts';
import { described, requireRedeemed, trySignIn } from './lab.ts';

const core: Source = {
  title: 'OpenID Connect Core: ID Token Validation',
  url: 'https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation',
};
const microsoft: Source = {
  title: 'ID tokens in the Microsoft identity platform',
  url: 'https://learn.microsoft.com/entra/identity-platform/id-tokens',
};
const jwtPractices: Source = {
  title: 'RFC 8725: JSON Web Token Best Current Practices',
  url: 'https://www.rfc-editor.org/rfc/rfc8725',
};

interface Forgery {
  id: string;
  title: string;
  tries: string;
  means: string;
  fix: string;
  source: Source;
  /** What an app does that accepts it. */
  accepted?: string;
  /** The faults to try, one after another; by default, the one of the check’s own name. */
  faults?: readonly string[];
  /** Whether an app with this authorize address may accept it. */
  isFine?: (authorize: URL) => boolean;
  /** Whether it's the response of the token endpoint that's wrong: an app that asks for none can't meet it. */
  isOfTokenResponse?: boolean;
  /** @throws CannotTry when the app has nothing that the token could be wrong in */
  requires?(authorize: URL): void;
}

const forged = ({
  source,
  requires,
  isOfTokenResponse = false,
  accepted = 'It accepted the ID token and signed the user in.',
  isFine,
  faults,
  ...about
}: Forgery): Check => ({
  ...about,
  family: 'ID token',
  sources: [source, ...(source === microsoft ? [] : [microsoft])],
  async run(lab) {
    const authorize = await lab.app.startSignIn(lab.app.visitor());
    const scope = authorize.searchParams.get('scope') ?? '';
    if (!scope.split(' ').includes('openid'))
      throw new CannotTry('The app doesn’t ask for an ID token: its scope has no openid.');
    requires?.(authorize);
    let refused = '';
    for (const fault of faults ?? [about.id]) {
      const tried = await trySignIn(lab, fault);
      // A token that the browser brought has the same fault, and is refused before there's a code to redeem.
      if (!tried.broughtIdToken || (isOfTokenResponse && tried.isSignedIn)) requireRedeemed(tried);
      if (tried.isSignedIn && isFine?.(authorize))
        throw new CannotTry(
          'It signed the user in. Its authority is for users of any tenant, so whether this one is let in on purpose can’t be seen from outside.',
        );
      if (tried.isSignedIn) return failed(accepted);
      refused = described(tried.result);
    }
    return held(`It didn’t sign the user in: ${refused}.`);
  },
});

const verify =
  'Verify the signature with a library such as jose (jwtVerify with the published keys), and allow RS256 only.';
const pin = (claim: string, value: string) =>
  `Compare ${claim} with ${value} before you use any other claim. In jose, that’s an option of jwtVerify.`;
const forgeable =
  'Anyone who can put a token in front of the app, such as a compromised proxy or another client, can be any user.';

/** ID tokens that a relying party must refuse. */
export const idTokenChecks: readonly Check[] = [
  forged({
    id: 'bad-signature',
    title: 'A damaged signature',
    tries: 'The ID token’s signature is changed by one character.',
    means: forgeable,
    fix: verify,
    source: core,
  }),
  forged({
    id: 'same-kid-other-key',
    title: 'Another key under a published ID',
    tries:
      'The ID token is signed with a key that nobody publishes, and names a key that is published.',
    means: forgeable,
    fix: verify,
    source: core,
  }),
  forged({
    id: 'keys-rotated',
    title: 'A key that isn’t published',
    tries: 'The ID token is signed with a key whose ID isn’t among the published ones.',
    means: forgeable,
    fix: verify,
    source: core,
  }),
  forged({
    id: 'unsigned-id-token',
    title: 'No signature: alg none',
    tries: 'The ID token’s header has alg none, and it has no signature.',
    means: 'Anyone can write a token without a key.',
    fix: verify,
    source: jwtPractices,
  }),
  forged({
    id: 'hmac-id-token',
    title: 'HS256 with the public key as the secret',
    tries: 'The ID token is signed with HS256, and the key is the text of the public key.',
    means: 'Anyone can sign a token with a key that’s public.',
    fix: verify,
    source: jwtPractices,
  }),
  forged({
    id: 'es256-id-token',
    title: 'Another algorithm: ES256',
    tries:
      'The ID token is signed with an elliptic-curve key, under the ID of a published RSA key.',
    means: 'The token decides how it’s verified, and the attacker writes the token.',
    fix: verify,
    source: jwtPractices,
  }),
  forged({
    id: 'key-in-id-token',
    title: 'A token that contains its own key',
    tries: 'The ID token’s header contains the key that verifies it.',
    means: 'Anyone can make a key, put it into a token, and sign with it.',
    fix: 'Take keys from the metadata’s jwks_uri only. Ignore jwk, jku, x5c, and x5u in the header.',
    source: jwtPractices,
  }),
  forged({
    id: 'wrong-issuer',
    title: 'Another issuer',
    tries: 'The claim iss names another issuer.',
    means: 'A token that another identity provider made for its own user signs that user in here.',
    fix: pin('iss', 'the issuer of the metadata'),
    source: core,
  }),
  forged({
    id: 'other-tenant',
    title: 'Another tenant',
    tries: 'The claims iss and tid name another tenant, in agreement with each other.',
    means: 'Users of any organization can sign in to an app that’s meant for one.',
    fix: 'An app for one tenant compares iss with that tenant’s issuer. An app for several has a list of tenant IDs, and compares tid with it.',
    source: microsoft,
    isFine: ({ pathname }) => /^\/(?:common|organizations)\//i.test(pathname),
  }),
  forged({
    id: 'wrong-audience',
    title: 'Another audience',
    tries:
      'The claim aud names another app: another ID, only the first characters of this app’s ID, and this app’s ID with something added.',
    faults: ['wrong-audience', 'audience-shortened', 'audience-lengthened'],
    means: 'The owner of another app in the same tenant can use its users’ tokens here.',
    fix: pin('aud', 'your client ID'),
    source: core,
  }),
  forged({
    id: 'foreign-azp',
    title: 'Two audiences, asked for by the other app',
    tries: 'The claim aud lists this app and another one, and azp names the other one.',
    means: 'A token that was issued to another app is accepted.',
    fix: 'Accept one audience only; with several, require azp to be your client ID.',
    source: core,
  }),
  forged({
    id: 'expired-id-token',
    title: 'An expired token',
    tries: 'The ID token expired an hour ago.',
    means: 'A token from a log or an old backup still signs in.',
    fix: 'Compare exp with the time, with a tolerance of a minute or so. jwtVerify does it.',
    source: core,
  }),
  forged({
    id: 'no-expiry',
    title: 'A token without an end',
    tries: 'The ID token has no claim exp.',
    means: 'A token without an end is valid for as long as the key is.',
    fix: 'Require exp. In jose: requiredClaims, because a missing claim isn’t compared with anything.',
    source: core,
  }),
  forged({
    id: 'clock-ahead',
    title: 'A token from the future',
    tries: 'The ID token becomes valid only ten minutes from now.',
    means: 'Times in tokens aren’t looked at.',
    fix: 'Compare nbf and iat with the time, with the same tolerance as exp.',
    source: core,
  }),
  forged({
    id: 'no-subject',
    title: 'A token about nobody',
    tries: 'The ID token has no claim sub.',
    means: 'Users are told apart by something that can change or repeat, such as an email address.',
    fix: 'Require sub, and keep users under iss and sub, or tid and oid.',
    source: core,
  }),
  forged({
    id: 'wrong-nonce',
    title: 'The nonce of another sign-in',
    tries: 'The ID token has a nonce that the app didn’t send.',
    means: 'A token from someone else’s sign-in can be injected into this one.',
    fix: 'Send a random nonce, keep it for this browser, and compare.',
    source: core,
  }),
  forged({
    id: 'missing-nonce',
    title: 'No nonce',
    tries: 'The ID token has no nonce, as if the app had sent none.',
    means: 'The nonce is compared only if there is one, so an attacker leaves it out.',
    fix: 'Treat a missing nonce as a wrong one.',
    source: core,
    requires({ searchParams }) {
      if (!searchParams.has('nonce'))
        throw new CannotTry('The app sends no nonce, so a token without one is what it expects.');
    },
  }),
  forged({
    id: 'wrong-at-hash',
    title: 'A token for another access token',
    tries: 'The claim at_hash doesn’t match the access token.',
    means: 'Someone can put another access token in the place of the real one.',
    fix: 'If at_hash is there, compare it with the hash of the access token.',
    source: core,
    isOfTokenResponse: true,
  }),
  forged({
    id: 'no-id-token',
    title: 'No ID token',
    tries: 'The token endpoint returns an access token and no ID token.',
    means: 'The app takes an access token for a proof of who is there, which it isn’t.',
    fix: 'Require an ID token in the response, and end the sign-in without one.',
    source: core,
    accepted: 'It signed the user in without an ID token.',
    isOfTokenResponse: true,
  }),
  forged({
    id: 'access-token-as-id-token',
    title: 'An access token in its place',
    tries: 'The token endpoint returns the access token as the ID token too.',
    means: 'A token that was made for an API is accepted as a sign-in.',
    fix: pin('aud', 'your client ID'),
    source: core,
    isOfTokenResponse: true,
  }),
];
