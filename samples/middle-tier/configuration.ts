import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  type ApiRegistration,
  apiRegistrationFrom,
  ConfigurationError,
  type Environment,
} from './auth/index.ts';

/** How this API proves to the tenant that it is this API: exactly one of them. */
export type Credential =
  | { clientSecret: string }
  | { clientCertificate: { thumbprintSha256: string; privateKey: string; x5c: string } };

export interface MiddleTier {
  registration: ApiRegistration;
  credential: Credential;
  /** The web API that is called for the user, for example Graph's /me. */
  endpoint: string;
  /** What this API asks for there: scopes of one API. */
  scopes: readonly string[];
}

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** @throws ConfigurationError with every mistake that can be seen at once */
export function middleTierFrom(environment: Environment): MiddleTier {
  const registration = apiRegistrationFrom(environment);
  const mistakes: string[] = [];
  // #region no-b2c
  if (registration.tenantType === 'b2c') {
    mistakes.push('Azure AD B2C has no on-behalf-of flow: TENANT_TYPE must be another one.');
  }
  // #endregion no-b2c
  const credential = credentialFrom(environment, mistakes);
  const endpoint = environment['ENDPOINT']?.trim() ?? '';
  if (URL.parse(endpoint)?.protocol !== 'https:') {
    mistakes.push(
      'ENDPOINT must be an https address, for example https://graph.microsoft.com/v1.0/me.',
    );
  }
  const scopes = (environment['SCOPE'] ?? '').split(/\s+/).filter(Boolean);
  if (scopes.length === 0) {
    mistakes.push('SCOPE must name what the API behind ENDPOINT asks for, for example User.Read.');
  }
  if (credential === undefined || mistakes.length > 0) throw new ConfigurationError(mistakes);
  return { registration, credential, endpoint, scopes };
}

// #region credential
function credentialFrom(environment: Environment, mistakes: string[]): Credential | undefined {
  const clientSecret = environment['CLIENT_SECRET']?.trim() ?? '';
  const certificate = environment['CLIENT_CERTIFICATE_PATH'];
  const key = environment['CLIENT_CERTIFICATE_KEY_PATH'];
  if (certificate && key && !clientSecret) return certificateCredential(certificate, key, mistakes);
  if (clientSecret === '' || clientSecret.includes('<') || certificate || key) {
    mistakes.push(
      'Set either CLIENT_SECRET, or both CLIENT_CERTIFICATE_PATH and CLIENT_CERTIFICATE_KEY_PATH.',
    );
  } else if (guid.test(clientSecret)) {
    mistakes.push('CLIENT_SECRET looks like the Secret ID: copy the column Value instead.');
  }
  return { clientSecret };
}

function certificateCredential(
  path: string,
  keyPath: string,
  mistakes: string[],
): Credential | undefined {
  try {
    const x5c = readFileSync(path, 'utf8');
    const thumbprintSha256 = createHash('sha256')
      .update(new X509Certificate(x5c).raw)
      .digest('hex');
    const privateKey = readFileSync(keyPath, 'utf8');
    return { clientCertificate: { thumbprintSha256, privateKey, x5c } };
  } catch {
    mistakes.push('CLIENT_CERTIFICATE_PATH and CLIENT_CERTIFICATE_KEY_PATH must be PEM files.');
    return undefined;
  }
}
// #endregion credential
