import { AuthError } from '@azure/msal-node';
import type { TenantMetadata } from '../../protected-api/check-access-token/index.ts';
import type { Finding } from '../../web-app/doctor/finding.ts';
import { sayFor } from '../../web-app/doctor/say.ts';
import type { MiddleTier } from '../configuration.ts';
import { clientFor } from '../on-behalf-of.ts';
import {
  boundedReply,
  causesOf,
  expiryWarning,
  NetworkFailure,
  RequestFailure,
} from '../sign-in/index.ts';

const say = {
  app: sayFor('app', 'App'),
  credential: sayFor('credential', 'Credential'),
  api: sayFor('api', 'API called on behalf of users'),
  consent: sayFor('consent', 'Consent'),
};

/** The codes that are about the app itself; all others are about its credential, or leave both open. */
const aboutTheApp = ['AADSTS700016', 'AADSTS7000112', 'AADSTS7000229'];
const aboutTheCredential = [
  'AADSTS7000215',
  'AADSTS7000222',
  'AADSTS700027',
  'AADSTS700024',
  'AADSTS70021',
  'AADSTS700211',
  'AADSTS700212',
  'AADSTS700213',
];

/** What only an API with a credential of its own needs: the tenant is asked for a token of the app itself. */
export async function* credentialFindings(
  middleTier: MiddleTier,
  metadata: TenantMetadata,
): AsyncGenerator<Finding> {
  const { clientId } = middleTier.registration;
  const refusal = await refusalOf(middleTier, metadata);
  const [code = ''] = /AADSTS\d+/.exec(refusal ?? '') ?? [];
  if (refusal === undefined || aboutTheCredential.includes(code))
    yield say.app.ok(`the tenant knows ${clientId}`);
  else if (aboutTheApp.includes(code))
    yield say.app.failed(
      `the tenant refuses ${clientId}: ${code}`,
      'Copy the client ID again from the Overview page of your registration, and compare TENANT_ID.',
      code,
    );
  else
    yield say.app.unknown(
      `the response doesn't show whether the tenant knows it: ${refusal}`,
      lookUp,
    );

  const warning = expiryWarning(middleTier.credential);
  if (refusal === undefined)
    yield warning
      ? say.credential.warning(warning, 'Upload the next certificate, then change the file.')
      : say.credential.ok('the tenant accepts it');
  else if (aboutTheCredential.includes(code))
    yield say.credential.failed(
      `the tenant refuses it: ${code}`,
      'Create a new client secret and copy its Value into CLIENT_SECRET, or upload the certificate that this API uses.',
      code,
    );
  else if (aboutTheApp.includes(code))
    yield say.credential.waitsFor({ check: 'app', title: 'App' });
  else yield say.credential.unknown('the tenant refuses the app before it looks at it', lookUp);

  yield await api(middleTier);
  yield say.consent.unknown(
    `whether there is consent to ${middleTier.scopes.join(' ')} can't be known before a user calls`,
    'Open API permissions of this registration: the column Status shows for whom it is granted.',
  );
}

const lookUp = 'Start with the first line that is wrong, then run the doctor again.';

/** Why the tenant gives the app no token for Microsoft Graph; undefined if it does. */
async function refusalOf(
  middleTier: MiddleTier,
  metadata: TenantMetadata,
): Promise<string | undefined> {
  try {
    await clientFor(middleTier, metadata, fetch).acquireTokenByClientCredential({
      scopes: ['https://graph.microsoft.com/.default'],
    });
    return undefined;
  } catch (error) {
    if (error instanceof NetworkFailure) return causesOf(error.reason);
    if (error instanceof AuthError) return causesOf(error);
    throw error;
  }
}

async function api({ endpoint }: MiddleTier): Promise<Finding> {
  try {
    const { status } = await boundedReply(fetch, endpoint, {}, 4);
    return status === 401
      ? say.api.ok(`${endpoint} responds with 401 to a request without a token`)
      : say.api.warning(
          `${endpoint} responds with status ${status} to a request without a token`,
          'Check ENDPOINT: an API that checks tokens responds with 401.',
        );
  } catch (error) {
    if (!(error instanceof RequestFailure)) throw error;
    return say.api.failed(
      `no response from ${endpoint}: ${causesOf(error)}`,
      'Check ENDPOINT, and that this computer is online.',
      'api_unreachable',
    );
  }
}
