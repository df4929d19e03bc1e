import type { RunningTenant } from '../../../practice-tenant/running-tenant.ts';
import { practiceVariables } from '../running-web-app.ts';

/** The practice template of a tenant type as `.env` would have it, for the tenant of the test. */
export function practice(
  { options }: RunningTenant,
  tenantType: string,
  changes: NodeJS.Dict<string> = {},
): NodeJS.Dict<string> {
  const { frontOrigin, origin, customDomainOrigin } = options;
  const origins = { front: frontOrigin, back: origin, custom: customDomainOrigin };
  const REDIRECT_URI = 'http://localhost:3000/auth/redirect';
  return { ...practiceVariables(tenantType, origins), REDIRECT_URI, ...changes };
}
