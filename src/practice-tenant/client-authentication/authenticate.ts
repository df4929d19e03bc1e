import { decodeJwt, decodeProtectedHeader } from 'jose';
import { originsIn } from '../directory/addresses.ts';
import { grantTypes } from '../directory/grant-types.ts';
import type { Registration } from '../directory/model.ts';
import { unknownClient } from '../directory/unknown-client.ts';
import { type Comparison, EntraError } from '../errors/entra-error.ts';
import type { Realm } from '../tenant/realm.ts';
import { checkCertificateAssertion } from './certificate.ts';
import { checkFederatedAssertion } from './federated.ts';
import { checkSecret, inWords } from './secret.ts';

/** What a request to the token or device code endpoint tells about its sender. */
export interface SentCredentials {
  clientId: string | undefined;
  secret: string | undefined;
  assertion: string | undefined;
  /** Whether what is redeemed was given to a single-page app, which has no secret. */
  singlePage: boolean;
  /** Whether it was given to a mobile or desktop app, which has none either. */
  publicClient: boolean;
  /** Undefined at the device code endpoint. */
  grantType: string | undefined;
}

/**
 * The app that sends the request, proven by any credential of its registration. One registration
 * may have secrets, certificates, federated credentials and public client flows at once.
 * @param audiences accepted in an assertion: the token endpoint's address and the issuer
 * @throws EntraError
 */
export async function authenticateClient(
  realm: Realm,
  sent: SentCredentials,
  audiences: readonly string[],
): Promise<Registration> {
  const app = await realm.directory.registration(sent.clientId);
  const hasCredential = sent.secret !== undefined || sent.assertion !== undefined;
  // Comes before anything else: without a user, the app's credential is all that there is.
  if (sent.grantType === 'client_credentials' && !hasCredential)
    throw new EntraError('AADSTS7000216', {}, noCredential(app));
  if (sent.clientId === undefined) throw new EntraError('AADSTS900144', { field: 'client_id' });
  if (app === undefined) {
    throw await unknownClient(realm.tenant, realm.directory, sent.clientId);
  }
  const now = realm.clock.now();
  if (sent.secret !== undefined) checkSecret(app, sent.secret, now);
  else if (sent.assertion !== undefined)
    await checkAssertion(realm, app, sent.assertion, audiences, new Date(now));
  else if (!sent.singlePage && !sent.publicClient && !mayComeWithoutSecret(app, sent.grantType))
    throw new EntraError('AADSTS7000218', {}, noCredential(app));
  requireServicePrincipal(realm, app, sent.grantType);
  return app;
}

/**
 * A registration made by a program has no service principal until a program makes one, or a user signs
 * in, and an app of another organization has none until someone consents to it. Without a user, the app
 * is unknown to the tenant. @throws EntraError AADSTS7000229
 */
function requireServicePrincipal(
  { tenant }: Realm,
  { clientId, withoutServicePrincipal }: Registration,
  grantType: string | undefined,
): void {
  if (withoutServicePrincipal !== true || grantType !== 'client_credentials') return;
  throw new EntraError('AADSTS7000229', { client: clientId, tenant: tenant.id });
}

async function checkAssertion(
  { tenant, origins }: Realm,
  app: Registration,
  assertion: string,
  audiences: readonly string[],
  currentDate: Date,
): Promise<void> {
  const { claims, header } = decoded(assertion);
  // An app that signs for itself is its own issuer; any other issuer must be a trusted one.
  if (claims.iss === app.clientId) {
    await checkCertificateAssertion(app, assertion, header, { audiences, currentDate });
    return;
  }
  const fetchable = tenant.set === undefined ? undefined : originsIn(origins);
  await checkFederatedAssertion(app, assertion, claims, currentDate, fetchable);
}

function decoded(assertion: string) {
  try {
    return { claims: decodeJwt(assertion), header: decodeProtectedHeader(assertion) };
  } catch {
    throw new EntraError('AADSTS50027');
  }
}

const noCredential = (app: Registration | undefined): Comparison => ({
  name: 'credential',
  sent: undefined,
  registered: app === undefined ? [] : credentialsOf(app),
});

/** The app's credentials in words, without their values. */
const credentialsOf = (app: Registration): string[] => [
  ...app.secrets.map((secret) => `client_secret ${inWords(secret)}`),
  ...app.certificates.map(() => 'client_assertion signed with a certificate'),
  ...app.federatedCredentials.map(
    ({ issuer, subject }) => `client_assertion of ${issuer} for ${subject}`,
  ),
];

const forPublicClients = new Set<string | undefined>([
  undefined,
  'device_code',
  grantTypes.deviceCode,
  'refresh_token',
  grantTypes.password,
]);

const mayComeWithoutSecret = (app: Registration, grantType: string | undefined): boolean =>
  app.allowPublicClient && forPublicClients.has(grantType);
