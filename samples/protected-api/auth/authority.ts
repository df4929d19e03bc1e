const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const severalTenants = new Set(['common', 'organizations', 'consumers']);

export const isGuid = (value: string): boolean => guid.test(value);

/** What is wrong with an authority, as the end of a sentence that starts with the variable's name. */
export function authorityProblem(value: string | undefined, tenantId: string): string | undefined {
  if (!value?.trim()) return 'is missing';
  if (/[<>]/.test(value)) return 'still holds a placeholder';
  const url = URL.parse(value);
  if (url === null) return 'must be a complete address';
  if (url.protocol !== 'https:') return 'must start with https://';
  if (url.search || url.hash || url.username) return 'must be an address without "?", "#" or "@"';
  const tenant = (url.pathname.split('/')[1] ?? '').toLowerCase();
  // The portal shows https://contoso.ciamlogin.com/ alone; TENANT_ID completes it.
  if (tenant === '' && !url.host.endsWith('.ciamlogin.com')) return 'must end in your tenant';
  if (severalTenants.has(tenant)) return `must name your tenant instead of "${tenant}"`;
  if (isGuid(tenant) && isGuid(tenantId) && tenant !== tenantId) {
    return 'names another tenant than TENANT_ID';
  }
  return undefined;
}
