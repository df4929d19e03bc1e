import { createLocalJWKSet, createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose';
import { z } from 'zod';
import type { FederatedCredential, Registration } from '../directory/model.ts';
import { EntraError } from '../errors/entra-error.ts';
import { isOfOwnOrigin, problemWithKeySource } from '../hosted/own-keys.ts';

const clockTolerance = 300;

/**
 * A token of another issuer that the registration trusts (workload identity federation). Issuer,
 * subject and audience are compared character by character: case counts.
 * @param fetchable the origins that keys may be fetched from; without it, all
 * @throws EntraError AADSTS700211, AADSTS700213, AADSTS700212
 */
export async function checkFederatedAssertion(
  app: Registration,
  assertion: string,
  claims: JWTPayload,
  currentDate: Date,
  fetchable?: readonly string[],
): Promise<void> {
  const all = app.federatedCredentials;
  const ofIssuer = all.filter((each) => each.issuer === claims.iss);
  if (ofIssuer.length === 0) {
    throw mismatch(
      'AADSTS700211',
      'iss',
      claims.iss,
      all.map((each) => each.issuer),
    );
  }
  const ofSubject = ofIssuer.filter((each) => each.subject === claims.sub);
  if (ofSubject.length === 0) {
    throw mismatch(
      'AADSTS700213',
      'sub',
      claims.sub,
      ofIssuer.map((each) => each.subject),
    );
  }
  const sent = [claims.aud ?? []].flat();
  const credential = ofSubject.find((each) => sent.includes(each.audience));
  if (credential === undefined) {
    const registered = ofSubject.map((each) => each.audience);
    throw mismatch('AADSTS700212', 'aud', sent.join(' '), registered);
  }
  await verify(credential, assertion, app.clientId, currentDate, fetchable);
}

async function verify(
  { keys, issuer, subject, audience }: FederatedCredential,
  assertion: string,
  client: string,
  currentDate: Date,
  fetchable: readonly string[] | undefined,
): Promise<void> {
  if (fetchable && problemWithKeySource({ keys, issuer }, fetchable) !== undefined)
    throw new EntraError('AADSTS700027', { client, reason: notFetched });
  try {
    const source =
      typeof keys === 'object' ? createLocalJWKSet(keys) : await remote(keys, issuer, fetchable);
    const expected = { issuer, subject, audience, clockTolerance, currentDate };
    await jwtVerify(assertion, source, expected);
  } catch {
    throw new EntraError('AADSTS700027', { client, reason: "the issuer's keys do not verify it" });
  }
}

const notFetched =
  "this lab fetches no keys from other servers: register the issuer's public keys themselves, as a JSON Web Key Set";
const timeoutDuration = 5000;
const metadata = z.object({ jwks_uri: z.url() });

/** The keys at an address; without one, where the issuer's metadata document says. */
async function remote(
  address: string | undefined,
  issuer: string,
  fetchable: readonly string[] | undefined,
) {
  if (address !== undefined) return createRemoteJWKSet(new URL(address), { timeoutDuration });
  const document = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const found = await fetch(document, {
    signal: AbortSignal.timeout(timeoutDuration),
    ...(fetchable && { redirect: 'error' }),
  });
  const { jwks_uri } = metadata.parse(await found.json());
  if (fetchable && !isOfOwnOrigin(jwks_uri, fetchable))
    throw new Error(`${jwks_uri} is elsewhere.`);
  // It follows no redirects.
  return createRemoteJWKSet(new URL(jwks_uri), { timeoutDuration });
}

function mismatch(
  code: 'AADSTS700211' | 'AADSTS700212' | 'AADSTS700213',
  name: string,
  sent: string | undefined,
  registered: readonly string[],
): EntraError {
  return new EntraError(code, { sent: sent ?? '' }, { name, sent, registered });
}
