import type { TenantSets as VisitorsTenants } from '../auth/tenant-sets/tenant-sets.ts';
import { inTenantSet, type TenantSets, tenantSetId } from '../practice-tenant/index.ts';

/** What the site knows of a hosted practice tenant, in words that pages can share. */
export const visitorsTenants = (sets: TenantSets): VisitorsTenants => ({
  create: (address) => sets.create(address),
  find: (cookie) => sets.find(cookie),
  end: (cookie) => sets.end(cookie),
  inTenantSet: (text, { id, clientSecret }) =>
    inTenantSet(text, tenantSetId.parse(id), clientSecret),
  ticket: ({ id }, asking) => sets.ticket(tenantSetId.parse(id), asking),
});
