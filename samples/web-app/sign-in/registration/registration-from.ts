import { readCertificate } from './certificate.ts';
import { ConfigurationError } from './configuration-error.ts';
import {
  isPlaceholder,
  mistakesInAuthority,
  mistakesInPort,
  mistakesInPostLogoutRedirectUri,
  mistakesInRedirectUri,
} from './mistakes.ts';
import {
  type Credential,
  isGuid,
  type Registration,
  type TenantType,
  tenantTypes,
} from './registration.ts';

type Environment = Record<string, string | undefined>;

// #region registration
/**
 * Checks the variables of `.env` before anything starts.
 * @throws ConfigurationError with one sentence for every mistake, not only for the first
 */
export function registrationFrom(environment: Environment): Registration {
  const mistakes: string[] = [];
  const read = (variable: string): string | undefined => {
    const value = environment[variable]?.trim();
    if (value && isPlaceholder(value))
      mistakes.push(`${variable} still holds a placeholder: put your own value there.`);
    return value || undefined;
  };
  const need = (variable: string): string => {
    const value = read(variable);
    if (!value) mistakes.push(`${variable} is missing: set it in .env.`);
    return value ?? '';
  };

  const tenantType = tenantTypes.find((each) => each === read('TENANT_TYPE'));
  if (tenantType === undefined)
    throw new ConfigurationError([`TENANT_TYPE must be one of ${tenantTypes.join(', ')}.`]);

  const clientId = need('CLIENT_ID');
  if (clientId && !isPlaceholder(clientId) && !isGuid(clientId))
    mistakes.push('CLIENT_ID must be a GUID: the "Application (client) ID" of your registration.');
  const redirectUri = need('REDIRECT_URI');
  const port = read('PORT');
  const postLogout = read('POST_LOGOUT_REDIRECT_URI');
  const where =
    tenantType === 'b2c' ? b2cTenant(read, need) : { authority: plain(tenantType, need) };
  const variable = tenantType === 'external-id-custom-domain' ? 'OIDC_AUTHORITY' : 'AUTHORITY';
  mistakes.push(...mistakesInAuthority(tenantType, variable, where.authority));
  const inPort = mistakesInPort('PORT', port);
  // A port that is none cannot be compared with.
  const listensOn = inPort.length === 0 ? port : undefined;
  mistakes.push(...inPort, ...mistakesInRedirectUri('REDIRECT_URI', redirectUri, listensOn));
  mistakes.push(...mistakesInPostLogoutRedirectUri('POST_LOGOUT_REDIRECT_URI', postLogout));
  const credential = credentialFrom(read, mistakes);
  const api = apiFrom(read, mistakes);

  if (mistakes.length > 0 || credential === undefined) throw new ConfigurationError(mistakes);
  const registration = { tenantType, ...where, clientId, credential, redirectUri };
  const postLogoutRedirectUri = postLogout ?? goodbyeBeside(redirectUri);
  return { ...registration, postLogoutRedirectUri, ...(api && { api }) };
}
// #endregion registration

type Read = (variable: string) => string | undefined;

function plain(tenantType: TenantType, need: (variable: string) => string): string {
  if (tenantType === 'external-id-custom-domain') return withoutSlash(need('OIDC_AUTHORITY'));
  const authority = withoutSlash(need('AUTHORITY'));
  // The portal shows https://contoso.ciamlogin.com/ alone; the tenant's name must follow it.
  const name = /^https:\/\/([a-z0-9-]+)\.ciamlogin\.com$/i.exec(authority)?.[1];
  return tenantType === 'external-id' && name && !isGuid(name)
    ? `${authority}/${name}.onmicrosoft.com`
    : authority;
}

// #region user-flows
function b2cTenant(read: Read, need: (variable: string) => string) {
  const editProfile = read('EDITPROFILE_USER_FLOW');
  const resetPassword = read('RESETPASSWORD_USER_FLOW');
  const userFlows = {
    signUpSignIn: need('SIGNUPSIGNIN_USER_FLOW'),
    ...(editProfile && { editProfile }),
    ...(resetPassword && { resetPassword }),
  };
  const own = read('AUTHORITY'); // a custom domain, or the practice tenant
  const tenant = own ? '' : need('B2C_TENANT_NAME').replace(/\.onmicrosoft\.com$/i, '');
  const usual = tenant && `https://${tenant}.b2clogin.com/${tenant}.onmicrosoft.com`;
  return { authority: withoutSlash(own ?? usual), userFlows };
}
// #endregion user-flows

/** Exactly one of the three ways to prove which app this is. */
function credentialFrom(read: Read, mistakes: string[]): Credential | undefined {
  const secret = read('CLIENT_SECRET');
  const certificatePath = read('CLIENT_CERTIFICATE_PATH');
  const keyPath = read('CLIENT_CERTIFICATE_KEY_PATH');
  const tokenFile = read('FEDERATED_TOKEN_FILE');
  const given = [secret, certificatePath ?? keyPath, tokenFile].filter(Boolean).length;
  if (given !== 1)
    mistakes.push(
      `Set exactly one credential, you set ${given}: CLIENT_SECRET, or CLIENT_CERTIFICATE_PATH with CLIENT_CERTIFICATE_KEY_PATH, or FEDERATED_TOKEN_FILE.`,
    );
  if (secret && isGuid(secret))
    mistakes.push(
      'CLIENT_SECRET looks like the ID of a secret (a GUID): copy the column "Value" instead; it is shown only once, so make a new secret if you left that page.',
    );
  if (tokenFile) return { kind: 'federated', tokenFile };
  if (secret) return { kind: 'secret', secret };
  if (!certificatePath && !keyPath) return undefined;
  if (!certificatePath || !keyPath) {
    mistakes.push(
      'CLIENT_CERTIFICATE_PATH and CLIENT_CERTIFICATE_KEY_PATH belong together: set both.',
    );
    return undefined;
  }
  try {
    return readCertificate(certificatePath, keyPath);
  } catch (error) {
    mistakes.push(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

function apiFrom(read: Read, mistakes: string[]) {
  const [endpoint, scope] = [read('ENDPOINT'), read('SCOPE')];
  if (!endpoint && !scope) return undefined;
  if (!endpoint || !scope) {
    mistakes.push('ENDPOINT and SCOPE belong together: set both to call an API, or neither.');
    return undefined;
  }
  const isSafe = /^(?:https:\/\/.|http:\/\/localhost[:/])/.test(endpoint) && URL.canParse(endpoint);
  if (!isSafe && !isPlaceholder(endpoint))
    mistakes.push(
      'ENDPOINT must begin with https://, because your access token is sent there; http:// is allowed on localhost only.',
    );
  return { endpoint, scopes: scope.split(/[\s,]+/) };
}

const withoutSlash = (text: string) => text.replace(/\/+$/, '');

function goodbyeBeside(redirectUri: string): string {
  return URL.canParse(redirectUri) ? new URL('/goodbye', redirectUri).href : redirectUri;
}
