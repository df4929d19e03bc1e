import {
  type ApiRegistration,
  apiRegistrationFrom,
} from '../protected-api/check-access-token/index.ts';
import {
  ConfigurationError,
  type Credential,
  credentialFrom,
  type Environment,
  environmentReader,
} from './sign-in/index.ts';

export interface MiddleTier {
  registration: ApiRegistration;
  /** How this API proves to the tenant that it is this API. */
  credential: Credential;
  /** The web API that is called for the user, for example Graph's /me. */
  endpoint: string;
  /** What this API asks for there: scopes of one API. */
  scopes: readonly string[];
}

/** @throws ConfigurationError with every mistake that can be seen at once */
export function middleTierFrom(environment: Environment): MiddleTier {
  const reader = environmentReader(environment);
  const { read, mistakes } = reader;
  const registration = reader.collect(() => apiRegistrationFrom(environment));
  // #region no-b2c
  if (registration?.tenantType === 'b2c')
    mistakes.push('Azure AD B2C has no on-behalf-of flow: TENANT_TYPE must be another one.');
  // #endregion no-b2c
  const credential = credentialFrom(reader);
  const endpoint = read('ENDPOINT') ?? '';
  if (URL.parse(endpoint)?.protocol !== 'https:')
    mistakes.push(
      'ENDPOINT must be an https address, for example https://graph.microsoft.com/v1.0/me.',
    );
  const scopes = read('SCOPE')?.split(/\s+/) ?? [];
  if (scopes.length === 0)
    mistakes.push('SCOPE must name what the API behind ENDPOINT asks for, for example User.Read.');
  if (mistakes.length > 0 || !registration || !credential) throw new ConfigurationError(mistakes);
  return { registration, credential, endpoint, scopes };
}
