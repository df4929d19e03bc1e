import { type TenantType, tenantTypes } from '../scenarios/tenant-types.ts';

/** Tenant types separated by spaces: the ones that show the block, or the ones that don't. */
export interface TenantFilter {
  only?: string | undefined;
  except?: string | undefined;
}

/**
 * Whether a block of prose belongs in the track of this tenant type.
 * @throws an Error of one sentence when the filter names no tenant type, an unknown one, or has
 * both "only" and "except"
 */
export function isShown(
  { only, except }: TenantFilter,
  tenantType: TenantType,
  page: string,
): boolean {
  if ((only === undefined) === (except === undefined)) {
    throw new Error(`${page} has a <Tenant> that needs either "only" or "except".`);
  }
  const named = (only ?? except ?? '').split(/\s+/).filter((name) => name !== '');
  const unknown = named.filter((name) => !tenantTypes.some((known) => known === name));
  if (unknown.length > 0 || named.length === 0) {
    throw new Error(
      `${page} has a <Tenant> for ${unknown.map((name) => `"${name}"`).join(', ') || 'nobody'}; the tenant types are ${tenantTypes.join(', ')}.`,
    );
  }
  return named.includes(tenantType) === (only !== undefined);
}
