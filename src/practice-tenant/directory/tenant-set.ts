import { randomBytes } from 'node:crypto';
import { z } from 'zod';

/**
 * A visitor's own set of practice tenants at a hosted practice tenant, one of each type. The ID is what
 * its tenant IDs, client IDs, and domains end in, so that each of them tells which set it belongs to. It's
 * in every address and token, so it's no secret.
 */
export const tenantSetId = z
  .string()
  .regex(/^[0-9a-f]{12}$/)
  .brand<'TenantSetId'>();
export type TenantSetId = z.infer<typeof tenantSetId>;

export const newTenantSetId = (): TenantSetId => tenantSetId.parse(randomBytes(6).toString('hex'));

/** The IDs that every set has its own of: those of the tenants and of their app registrations. */
const seededIds =
  /\b(0a0a0a0a-1111-4111-8111|0b0b0b0b-2222-4222-8222|0c0c0c0c-3333-4333-8333|0d0d0d0d-4444-4444-8444|0e0e0e0e-5555-4555-8555|0f0f0f0f-6666-4666-8666|11111111-1111-4111-8111|22222222-2222-4222-8222|33333333-3333-4333-8333|44444444-4444-4444-8444|55555555-5555-4555-8555|66666666-6666-4666-8666)-(\d)\2{11}\b/gi;
const seededDomains =
  /\b(contoso|woodgrove|adatum|fabrikam|northwindtraders|litware)\.onmicrosoft\.com\b/gi;

/** The secrets of the seeded apps, which everyone knows. */
const seededSecrets = /\bpractice~([a-z-]+)~not-a-real-secret\b/g;

/**
 * Text with the IDs and domains that a set has in place of the seeded ones, and its client secrets: the ID of
 * a set is in every token, and must not be enough to get tokens of its apps.
 * @param clientSecret undefined leaves the seeded secrets as they are
 */
export const inTenantSet = (text: string, set: TenantSetId, clientSecret?: string): string => {
  const named = text
    .replaceAll(seededIds, (_, first: string) => `${first}-${set}`)
    .replaceAll(seededDomains, (_, name: string) => `${name}${set}.onmicrosoft.com`);
  return clientSecret === undefined
    ? named
    : named.replaceAll(seededSecrets, (_, app: string) => `practice~${app}~${clientSecret}`);
};

/** Text without the values that each set has its own of. */
export const withoutSetValues = (text: string): string =>
  text
    .replaceAll(seededIds, '…')
    .replaceAll(seededDomains, '….onmicrosoft.com')
    .replaceAll(seededSecrets, '…');

const isSeeded = (name: string): boolean => name.search(seededIds) === 0;
const ids = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-([0-9a-f]{12})$/i;
const domains =
  /^(?:contoso|woodgrove|adatum|fabrikam|northwindtraders|litware)([0-9a-f]{12})\.onmicrosoft\.com$/i;

/** The set that a tenant ID, a client ID, or a domain belongs to, whether or not there is one. */
export function tenantSetOf(name: string): TenantSetId | undefined {
  if (isSeeded(name)) return undefined;
  const [, digits] = ids.exec(name) ?? domains.exec(name) ?? [];
  return tenantSetId.safeParse(digits?.toLowerCase()).data;
}

/** Seeded items, which are JSON, as a set has them. */
export const itemsIn = <Item>(
  items: Item[],
  { set, clientSecret }: { set?: TenantSetId; clientSecret?: string },
  parsed: (value: unknown) => Item | undefined,
): Item[] => {
  if (set === undefined) return items;
  const own = (item: Item) => JSON.parse(inTenantSet(JSON.stringify(item), set, clientSecret));
  return items.flatMap((item) => parsed(own(item)) ?? []);
};

/** A new ID with the digits of the set that it is for, so that a shared authority can tell whose app asks. */
export const idIn = (set: TenantSetId | undefined, id: string): string =>
  set === undefined ? id : `${id.slice(0, 19)}8${id.slice(20, -set.length)}${set}`;
