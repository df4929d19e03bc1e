import { endTime } from '../own-tenants/end-time.ts';

const emptyEnd = /(<time data-own-tenants-end\b[^>]*)><\/time>/g;

/**
 * A page for a visitor with practice tenants of their own: its notice tells so, and when they end
 * (src/own-tenants/TenantNotice.astro).
 */
export function ownPage(page: string, ends: number): string {
  const { text, datetime } = endTime(ends);
  return page
    .replaceAll(' data-own-tenants="none"', ' data-own-tenants="none" hidden')
    .replaceAll(' data-own-tenants="some" hidden', ' data-own-tenants="some"')
    .replaceAll(emptyEnd, `$1 datetime="${datetime}">${text}</time>`);
}
