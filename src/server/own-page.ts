/** A page for a visitor with practice tenants of their own: its notice tells so (src/own-tenants/TenantNotice.astro). */
export const ownPage = (page: string): string =>
  page
    .replaceAll(' data-own-tenants="none"', ' data-own-tenants="none" hidden')
    .replaceAll(' data-own-tenants="some" hidden', ' data-own-tenants="some"');
