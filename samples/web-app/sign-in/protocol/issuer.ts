import { tenantIdIn } from '../registration/authority.ts';
import { isGuid } from '../registration/environment.ts';
import { type TenantType, tenantTypeRows } from '../registration/tenant-types.ts';

const placeholder = '{tenantid}';

/** An issuer from metadata or from a key, for one tenant. Without a placeholder, it already names its tenant. */
const issuerFor = (template: string, tenantId: string | undefined): string =>
  tenantId !== undefined && isGuid(tenantId) ? template.replace(placeholder, tenantId) : template;

/** Whether this can be the issuer of a response, which comes before any token (RFC 9207). */
export const isPossibleIssuer = (template: string, iss: string | undefined): boolean =>
  iss !== undefined && (iss === template || iss === issuerFor(template, tenantIdIn(iss)));

interface IssuedBy {
  iss: string;
  tid?: string | undefined;
}

interface ExpectedIssuer {
  tenantType: TenantType;
  /** As the metadata names it. */
  issuer: string;
  /** As the keys name it that can have signed the token. */
  keyIssuers: readonly (string | undefined)[];
}

// #region issuer
/**
 * What is wrong with a token's issuer, by Microsoft's rule ("Access tokens": Validate the issuer): the issuer in
 * the metadata, with `{tenantid}` replaced by the token's `tid`, must be `iss`, and `tid` must be its tenant.
 * All tenants share keys, except that some are for one issuer only.
 */
export function mistakeInIssuer(
  { iss, tid }: IssuedBy,
  { tenantType, issuer, keyIssuers }: ExpectedIssuer,
): string | undefined {
  if (iss !== issuerFor(issuer, tid)) return 'iss is not the issuer of this authority';
  // Microsoft Entra tokens always name their tenant; B2C tokens may name it only in the issuer.
  if (tid === undefined ? tenantType !== 'b2c' : tid !== tenantIdIn(iss))
    return 'tid is not the tenant of the issuer';
  if (!tenantTypeRows[tenantType].keysNameIssuer) return undefined;
  // Where tokens of many tenants arrive, a key that doesn't tell whom it's for isn't trusted for all of them.
  const mustTell = issuer.includes(placeholder);
  const isForIt = (each: string | undefined) =>
    each === undefined ? !mustTell : iss === issuerFor(each, tid);
  if (mustTell && keyIssuers.length === 0) return 'the key is no longer published';
  return keyIssuers.every(isForIt) ? undefined : 'the key is for another issuer';
}
// #endregion issuer
