// What this API shares with the web app. In the download, the files are in this folder.
export { oneLine } from '../../web-app/sign-in/errors/one-line.ts';
export {
  type BoundedFetch,
  boundedFetch,
  boundedReply,
  causesOf,
  parseJson,
  RequestFailure,
} from '../../web-app/sign-in/network/bounded-fetch.ts';
export {
  isForIssuer,
  issuerFor,
  keyIssuersIn,
} from '../../web-app/sign-in/protocol/issuer.ts';
export {
  type AllowedTenants,
  accountTypeOf,
  isAllowed,
  personalTenantId,
  tenantInIssuerOf,
} from '../../web-app/sign-in/registration/account-types.ts';
export { discoveryUrl, tenantAddressFrom } from '../../web-app/sign-in/registration/authority.ts';
export {
  ConfigurationError,
  type Environment,
  environmentReader,
  isGuid,
} from '../../web-app/sign-in/registration/environment.ts';
export {
  type NetworkSettings,
  networkSettingsFrom,
} from '../../web-app/sign-in/registration/network-settings.ts';
export {
  isHostedPracticeTenants,
  isPracticeTenant,
} from '../../web-app/sign-in/registration/practice-tenant.ts';
export {
  subjectFrom,
  type TenantType,
  tenantTypeFrom,
  tenantTypeRows,
  tenantTypes,
} from '../../web-app/sign-in/registration/tenant-types.ts';
export { userKey } from '../../web-app/sign-in/session/user-key.ts';
