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
  /** How this API proves its identity to the tenant. */
  credential: Credential;
  /** The web API that is called on behalf of the user, for example Microsoft Graph's /me. */
  endpoint: string;
  /** The scopes that this API asks for there, all of one API. */
  scopes: readonly string[];
}

/** @throws ConfigurationError with one sentence for every mistake */
export function middleTierFrom(environment: Environment): MiddleTier {
  const reader = environmentReader(environment);
  const { read, mistakes } = reader;
  const registration = reader.collect(() => apiRegistrationFrom(environment));
  // #region no-b2c
  if (registration?.tenantType === 'b2c')
    mistakes.push('Azure AD B2C has no on-behalf-of flow: set TENANT_TYPE to another tenant type.');
  // #endregion no-b2c
  if (registration?.allowedTenants !== undefined)
    mistakes.push(
      'AUTHORITY must name one tenant: this API asks for tokens on behalf of users of its own tenant.',
    );
  const credential = credentialFrom(reader);
  const endpoint = read('ENDPOINT') ?? '';
  if (URL.parse(endpoint)?.protocol !== 'https:')
    mistakes.push(
      'ENDPOINT must be an https address, for example https://graph.microsoft.com/v1.0/me.',
    );
  const scopes = read('SCOPE')?.split(/\s+/) ?? [];
  if (scopes.length === 0)
    mistakes.push('SCOPE must name a scope of the API at ENDPOINT, for example User.Read.');
  if (mistakes.length > 0 || !registration || !credential) throw new ConfigurationError(mistakes);
  return { registration, credential, endpoint, scopes };
}
