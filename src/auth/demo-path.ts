import type { TenantType } from '../../samples/web-app/sign-in/index.ts';

/** The page of a tenant type's live demo: where every button leads back to unless it says otherwise. */
export const demoPath = (tenantType: TenantType): string => `/demo/${tenantType}/`;
