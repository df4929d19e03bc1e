import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { z } from 'zod';
import { type Origins, socialAnswerPath } from '../directory/addresses.ts';
import type { Tenant } from '../directory/model.ts';
import { socialIssuer, socialPaths } from '../social/addresses.ts';
import type { RegisteredClient } from '../social/open-social.ts';
import type { BackChannel } from './back-channel.ts';

/** How the tenant is registered at the social provider. */
export const federatedClient = (origins: Origins, tenants: readonly Tenant[]): RegisteredClient => {
  const tenant = tenants.find(({ hasSocialProvider }) => hasSocialProvider);
  if (tenant === undefined) throw new Error('No tenant takes users of a social provider.');
  const redirectUri = `${origins.front}/${tenant.domain}${socialAnswerPath}`;
  return { id: 'fabrikam-b2c', name: 'Fabrikam', redirectUri };
};

/** What to remember between leaving and coming back. */
export interface Proofs {
  state: string;
  nonce: string;
  verifier: string;
}

/** An OpenID Connect provider that users can sign in with, as a relying party sees it. */
export interface SocialProvider {
  name: string;
  /** The label of the button that leads there. */
  button: string;
  /** What an app sends as `domain_hint` to skip the tenant's own page. */
  domain: string;
  issuer: string;
  /** @throws Error when its metadata cannot be had */
  authorizeUrl(proofs: Proofs, challenge: string): Promise<string>;
  /** @throws Error when the code or the ID token is refused */
  redeem(code: string, proofs: Proofs): Promise<SocialIdentity>;
}

export interface SocialIdentity {
  issuer: string;
  subject: string;
  name: string;
  email: string;
}

const metadata = z.object({
  issuer: z.string(),
  authorization_endpoint: z.string(),
  token_endpoint: z.string(),
  jwks_uri: z.string(),
});
const tokens = z.object({ id_token: z.string() });
const keySet = z.custom<JSONWebKeySet>(
  (value) => z.object({ keys: z.array(z.unknown()) }).safeParse(value).success,
);
const claims = z.object({
  sub: z.string(),
  nonce: z.string(),
  name: z.string(),
  email: z.string(),
});

/** The practice social provider as the B2C tenant knows it: metadata address, client ID, client secret. */
export function socialProvider(
  origins: Origins,
  client: RegisteredClient,
  clientSecret: string,
  ask: BackChannel,
): SocialProvider {
  const issuer = socialIssuer(origins);
  const discovered = async () => {
    const found = metadata.parse(await ask(issuer + socialPaths.discovery));
    if (found.issuer !== issuer)
      throw new Error(`The metadata of ${issuer} is of ${found.issuer}.`);
    return found;
  };
  return {
    name: 'Practice Social',
    button: 'Continue with Practice Social',
    domain: 'practice-social.example',
    issuer,
    authorizeUrl: async ({ state, nonce }, challenge) => {
      const url = new URL((await discovered()).authorization_endpoint);
      url.search = new URLSearchParams({
        client_id: client.id,
        response_type: 'code',
        redirect_uri: client.redirectUri,
        scope: 'openid profile email',
        state,
        nonce,
        code_challenge: challenge,
        code_challenge_method: 'S256',
      }).toString();
      return url.href;
    },
    redeem: async (code, { nonce, verifier }) => {
      const { token_endpoint, jwks_uri } = await discovered();
      const { id_token } = tokens.parse(
        await ask(token_endpoint, {
          grant_type: 'authorization_code',
          code,
          redirect_uri: client.redirectUri,
          client_id: client.id,
          client_secret: clientSecret,
          code_verifier: verifier,
        }),
      );
      const keys = createLocalJWKSet(keySet.parse(await ask(jwks_uri)));
      const { payload } = await jwtVerify(id_token, keys, {
        issuer,
        audience: client.id,
        algorithms: ['RS256'],
        requiredClaims: ['exp', 'iat'],
      });
      const { sub, name, email, nonce: answered } = claims.parse(payload);
      if (answered !== nonce) throw new Error('The nonce of the ID token is of another sign-in.');
      return { issuer, subject: sub, name, email };
    },
  };
}
