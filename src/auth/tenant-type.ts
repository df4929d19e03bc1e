import { type TenantType, tenantTypes } from '../../samples/web-app/sign-in/index.ts';

export { safeReturnTo } from '../../samples/web-app/sign-in/index.ts';
export type { TenantType };

/** The tenant type that a path or a form names; undefined when it is not one of the four. */
export function tenantTypeFrom(text: unknown): TenantType | undefined {
  return tenantTypes.find((tenantType) => tenantType === text);
}

/** ENTRA_ID, EXTERNAL_ID, …: what the operator's variables for a tenant type start with. */
export const variablePrefix = (tenantType: TenantType): string =>
  `${tenantType.toUpperCase().replaceAll('-', '_')}__`;
