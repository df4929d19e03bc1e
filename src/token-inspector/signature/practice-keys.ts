import { isJsonObject, type JsonObject } from '../../jwt/json-object.ts';
import { guidIn, textOf } from '../about/claim-values.ts';
import { fromJwk, type PublicKey } from './pasted-keys.ts';

/** Keys of the practice tenant, and whose tokens they sign. */
export interface TenantKeys {
  name: string;
  issuer: string;
  keys: readonly PublicKey[];
}

/** Reads the response of /tokens/practice-keys.json; what isn't as expected is left out. */
export function tenantKeysIn(response: unknown): TenantKeys[] {
  const tenants = isJsonObject(response) ? response['tenants'] : undefined;
  return (Array.isArray(tenants) ? tenants : []).filter(isJsonObject).flatMap((tenant) => {
    const [name, issuer] = [textOf(tenant, 'name'), textOf(tenant, 'issuer')];
    const keys = Array.isArray(tenant['keys']) ? tenant['keys'].filter(isJsonObject) : [];
    return name === undefined || issuer === undefined
      ? []
      : [{ name, issuer, keys: keys.flatMap(fromJwk) }];
  });
}

/** Whether a token's issuer is one that these keys may sign for: the same host, and the same tenant if it's one tenant's. */
export function isIssuerOfKeys(claims: JsonObject, { issuer }: TenantKeys): boolean {
  const claimed = URL.parse(textOf(claims, 'iss') ?? '');
  const own = guidIn(issuer);
  return (
    claimed !== null &&
    claimed.origin === new URL(issuer).origin &&
    (own === undefined || guidIn(claimed.pathname) === own)
  );
}
