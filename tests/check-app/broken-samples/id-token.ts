import type { BrokenSample, SourceChange } from './broken-sample.ts';
import { redeemingItself, withoutNonce } from './redirect.ts';

const idToken = 'sign-in/protocol/id-token.ts';
const signIn = 'sign-in/protocol/sign-in.ts';

const imports = `import { errors, jwtVerify } from 'jose';`;
const verifying = `await jwtVerify(idToken, keys, {`;
const refusing = '}).catch((error) => Promise.reject(refusalOf(error)));';

const importing = (names: string): SourceChange => ({
  file: idToken,
  replace: imports,
  with: `import { errors, jwtVerify, ${names} } from 'jose';`,
});

/** What jose refuses for this reason is read without being verified. */
const trustingAfter = (error: string): readonly [SourceChange, SourceChange] => [
  importing('decodeJwt, decodeProtectedHeader'),
  {
    file: idToken,
    replace: refusing,
    with: `}).catch((error) =>
    error instanceof errors.${error}
      ? { payload: decodeJwt(idToken), protectedHeader: decodeProtectedHeader(idToken) }
      : Promise.reject(refusalOf(error)),
  );`,
  },
];

/** Takes the claims as MSAL Node decoded them. */
const decodedOnly: SourceChange = {
  file: signIn,
  replace: 'const claims = await parts.verify(result, provider, nonce);',
  with: `const claims = { roles: [], groups: [], ...decodeJwt(result.idToken) };`,
};
const importDecode: SourceChange = {
  file: signIn,
  replace: `import { goingTo,`,
  with: `import { decodeJwt } from 'jose';\nimport { goingTo,`,
};

const issuerCheck = `if (mistake !== undefined) throw refused('id_token_issuer', mistake);`;
const nonceCheck = 'if (nonce !== undefined && !sameText(claims.nonce, nonce))';
/** MSAL Node compares the nonce as well. */
const withoutMsal = redeemingItself('code_verifier');

export const brokenIdTokens: readonly BrokenSample[] = [
  {
    check: 'bad-signature',
    mistake: 'Claims are taken as MSAL Node decoded them.',
    changes: [importDecode, decodedOnly],
  },
  {
    check: 'same-kid-other-key',
    mistake: 'A signature that doesn’t fit is ignored.',
    changes: trustingAfter('JWSSignatureVerificationFailed'),
  },
  {
    check: 'keys-rotated',
    mistake: 'If the key isn’t known, the token is taken without one.',
    changes: trustingAfter('JWKSNoMatchingKey'),
  },
  {
    check: 'unsigned-id-token',
    mistake: 'A token whose header says so needs no signature.',
    changes: [
      importing('decodeProtectedHeader, UnsecuredJWT'),
      {
        file: idToken,
        replace: verifying,
        with: `decodeProtectedHeader(idToken).alg === 'none'
    ? { payload: UnsecuredJWT.decode(idToken).payload, protectedHeader: { typ: 'JWT' } }
    : await jwtVerify(idToken, keys, {`,
      },
    ],
  },
  {
    check: 'hmac-id-token',
    mistake: 'The token’s algorithm decides how the published key is used.',
    changes: [
      importing('decodeProtectedHeader'),
      {
        file: idToken,
        replace: `import { hash } from 'node:crypto';`,
        with: `import { createPublicKey, hash } from 'node:crypto';`,
      },
      {
        file: idToken,
        replace: verifying,
        with: `await jwtVerify(idToken, (header, token) => {
    if (header.alg !== 'HS256') return keys(header, token);
    const key = keys.jwks().keys.find(({ kid }) => kid === header.kid);
    return Buffer.from(createPublicKey({ key, format: 'jwk' }).export({ type: 'spki', format: 'pem' }));
  }, {`,
      },
      {
        file: idToken,
        replace: `algorithms: ['RS256'], // 6, 7`,
        with: `algorithms: ['RS256', 'HS256'],`,
      },
    ],
  },
  {
    check: 'es256-id-token',
    mistake: 'An algorithm that isn’t expected is written to the log, and that’s all.',
    changes: trustingAfter('JOSEAlgNotAllowed'),
  },
  {
    check: 'key-in-id-token',
    mistake: 'A key in the header is used if there is one.',
    changes: [
      importing('decodeProtectedHeader, EmbeddedJWK'),
      {
        file: idToken,
        replace: verifying,
        with: 'await jwtVerify(idToken, decodeProtectedHeader(idToken).jwk ? EmbeddedJWK : keys, {',
      },
    ],
  },
  {
    check: 'wrong-issuer',
    mistake: 'The issuer isn’t compared.',
    changes: [{ file: idToken, replace: issuerCheck, with: '' }],
  },
  {
    // Two defenses: in Microsoft Entra, a key names the issuer that it's for as well.
    check: 'other-tenant',
    mistake: 'The issuer only has to agree with the token’s own tenant ID.',
    changes: [
      {
        file: 'sign-in/protocol/issuer.ts',
        replace: `if (iss !== issuerFor(issuer, tid)) return`,
        with: `if (iss !== issuer.replace(/[\\da-f]{8}-[\\da-f-]{27}/, tid ?? '')) return`,
      },
      {
        file: 'sign-in/protocol/issuer.ts',
        replace: '!tenantTypeRows[tenantType].keysNameIssuer || isForIssuer',
        with: 'true || isForIssuer',
      },
    ],
  },
  {
    check: 'wrong-audience',
    mistake: 'The audience isn’t compared.',
    changes: [{ file: idToken, replace: 'audience: clientId, // 3', with: '' }],
  },
  {
    check: 'wrong-audience',
    mistake: 'The audience only has to begin as the client ID does.',
    changes: [
      { file: idToken, replace: 'audience: clientId, // 3', with: '' },
      {
        file: idToken,
        replace: '  // 2\n',
        with: `  if (!String(aud).startsWith(clientId.slice(0, 8))) throw refused('id_token_audience', '');\n`,
      },
    ],
  },
  {
    check: 'foreign-azp',
    mistake: 'It’s enough that this app is one of the audiences.',
    changes: [
      {
        file: idToken,
        replace: `if (azp === undefined ? Array.isArray(aud) && aud.length !== 1 : azp !== clientId)
    throw refused('id_token_audience', 'azp is not this client');`,
        with: '',
      },
    ],
  },
  {
    check: 'expired-id-token',
    mistake: 'The tolerance is a day.',
    changes: [
      { file: idToken, replace: 'clockTolerance, // 9', with: 'clockTolerance: 24 * 60 * 60,' },
    ],
  },
  {
    check: 'no-expiry',
    mistake: 'A time that isn’t there isn’t compared.',
    changes: [{ file: idToken, replace: 'exp: z.number(),', with: 'exp: z.number().optional(),' }],
  },
  {
    // One tolerance for two comparisons: jose's of nbf, and the library's of iat.
    check: 'clock-ahead',
    mistake: 'The tolerance is an hour.',
    changes: [
      {
        file: idToken,
        replace: 'const clockTolerance = 60; // seconds',
        with: 'const clockTolerance = 3600;',
      },
    ],
  },
  {
    check: 'no-subject',
    mistake: 'A user without a subject is a guest.',
    changes: [
      {
        file: idToken,
        replace:
          "sub: z.string().min(1).max(255), // OpenID Connect Core §2; a longer one wouldn't fit in the cookie",
        with: `sub: z.string().default('guest'),`,
      },
    ],
  },
  {
    // Two defenses: MSAL Node compares it as well.
    check: 'wrong-nonce',
    mistake: 'The nonce isn’t compared.',
    changes: [withoutMsal, withoutNonce],
  },
  {
    check: 'missing-nonce',
    mistake: 'The nonce is compared only if there is one.',
    changes: [
      withoutMsal,
      {
        file: idToken,
        replace: nonceCheck,
        with: 'if (claims.nonce !== undefined && nonce !== undefined && !sameText(claims.nonce, nonce))',
      },
    ],
  },
  {
    check: 'wrong-at-hash',
    mistake: 'The claim at_hash isn’t compared.',
    changes: [
      {
        file: idToken,
        replace: 'if (at_hash !== undefined && !sameText(at_hash, halfHash(accessToken)))',
        with: 'if (false)',
      },
    ],
  },
  {
    check: 'no-id-token',
    mistake: 'Without an ID token, the access token says who is there.',
    changes: [
      importDecode,
      withoutMsal,
      {
        file: signIn,
        replace: `if (!result.idToken) throw new SignInError('id_token_missing', { detail: 'no id_token' });
    const claims = await parts.verify(result, provider, nonce);`,
        with: `const claims = result.idToken
      ? await parts.verify(result, provider, nonce)
      : { roles: [], groups: [], ...decodeJwt(result.accessToken) };`,
      },
    ],
  },
  {
    check: 'access-token-as-id-token',
    mistake: 'Claims are taken from whatever token arrives, and MSAL Node isn’t told the nonce.',
    changes: [importDecode, decodedOnly, withoutMsal],
  },
];
