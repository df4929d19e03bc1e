interface Environment {
  PRACTICE_TENANT_ORIGIN?: string | undefined;
  SITE_ORIGIN?: string | undefined;
}

/**
 * Where a hosted practice tenant is, for browsers and apps: a name of its own below the site's, unless the
 * operator says otherwise.
 */
export function hostedOrigin({
  PRACTICE_TENANT_ORIGIN: given,
  SITE_ORIGIN: site,
}: Environment): string | undefined {
  const url = URL.parse(site ?? '');
  if (given !== undefined || url === null) return given;
  return `${url.protocol}//tenant.${url.host}`;
}
