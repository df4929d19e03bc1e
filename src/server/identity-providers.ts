/**
 * The origins a browser is sent to when it signs in or out: the practice tenant's pages and the
 * authorities of the operator's own registrations (ENTRA_ID__AUTHORITY, B2C__B2C_TENANT_NAME, …).
 */
export function identityProviderOrigins(
  env: Record<string, string | undefined>,
  practiceTenantFront: string | undefined,
): string[] {
  const origins = new Set<string>();
  if (practiceTenantFront !== undefined) origins.add(practiceTenantFront);
  for (const [name, value = ''] of Object.entries(env)) {
    const url = /__(?:OIDC_)?AUTHORITY$/.test(name) ? URL.parse(value) : null;
    if (url?.protocol === 'https:') origins.add(url.origin);
    if (name.endsWith('__B2C_TENANT_NAME') && /^[a-z0-9-]+$/i.test(value))
      origins.add(`https://${value.toLowerCase()}.b2clogin.com`);
  }
  return [...origins].sort();
}
