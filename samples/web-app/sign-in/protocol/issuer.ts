import { z } from 'zod';
import { tenantIdIn } from '../registration/authority.ts';
import { isGuid } from '../registration/environment.ts';
import { type TenantType, tenantTypeRows } from '../registration/tenant-types.ts';

const placeholder = '{tenantid}';

/** Microsoft's addition to RFC 7517: a key can name the issuer whose tokens it signs. */
const Key = z.object({
  kid: z.string().optional().catch(undefined),
  issuer: z.string().optional().catch(''),
});

/** Whose tokens the keys of this name can sign: undefined for a key that names no issuer. */
export const keyIssuersIn = (
  keys: readonly unknown[],
  kid: string | undefined,
): (string | undefined)[] =>
  keys
    .map((key) => Key.parse(key))
    .filter((key) => kid === undefined || key.kid === kid)
    .map(({ issuer }) => issuer);

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
  /** Of the keys that can have signed the token. */
  keyIssuers: readonly (string | undefined)[];
}

// #region issuer
/**
 * What is wrong with a token's issuer, by Microsoft's rule ("Access tokens": Validate the issuer): the issuer in
 * the metadata, with `{tenantid}` replaced by the token's `tid`, must be `iss`, and `tid` must be its tenant.
 */
export function mistakeInIssuer(
  { iss, tid }: IssuedBy,
  { tenantType, issuer, keyIssuers }: ExpectedIssuer,
): string | undefined {
  if (iss !== issuerFor(issuer, tid)) return 'iss is not the issuer of this authority';
  // Microsoft Entra tokens always name their tenant; B2C tokens may name it only in the issuer.
  if (tid === undefined ? tenantType !== 'b2c' : tid !== tenantIdIn(iss))
    return 'tid is not the tenant of the issuer';
  const isKeyRight =
    !tenantTypeRows[tenantType].keysNameIssuer || isForIssuer(keyIssuers, issuer, { iss, tid });
  return isKeyRight ? undefined : 'the key is for another issuer';
}

/** An issuer from metadata or from a key, for one tenant. Without a placeholder, it already names its tenant. */
export const issuerFor = (template: string, tenantId: string | undefined): string =>
  tenantId !== undefined && isGuid(tenantId) ? template.replace(placeholder, tenantId) : template;

/**
 * All organizations share keys, but a key that names an issuer is only for that one. Where tokens of many
 * tenants arrive, a key that names none isn't trusted for all of them.
 */
export function isForIssuer(
  keyIssuers: readonly (string | undefined)[],
  issuer: string,
  { iss, tid }: IssuedBy,
): boolean {
  const mustTell = issuer.includes(placeholder);
  if (mustTell && keyIssuers.length === 0) return false;
  return keyIssuers.every((each) =>
    each === undefined ? !mustTell : iss === issuerFor(each, tid),
  );
}
// #endregion issuer
