/**
 * Of a hosted practice tenant: it gives every visitor practice tenants of their own, one of each type.
 * The server passes it on, because pages are a separate bundle and share no module with it.
 */
export interface TenantSets {
  /** @throws TenantSetRefused with one sentence, by its name: too many from this address, or no room */
  create(address: string): Promise<OwnTenantSet>;
  /** The set that the cookie names, if it's still there; asking counts as use. @throws if the store is down */
  find(cookie: string): Promise<OwnTenantSet | undefined>;
  end(cookie: string): Promise<void>;
  /** Text with the IDs, domains, and client secrets of a set in place of the seeded ones. */
  inTenantSet(text: string, own: SetValues): string;
  /**
   * What lets the visitor's browser in to the pages of their tenants; works once, within a minute, and in no
   * other browser.
   * @param asking what the address that the browser came with says of it
   */
  ticket(own: Pick<OwnTenantSet, 'id'>, asking: string): Promise<string>;
}

/** What differs between sets. */
export interface SetValues {
  /** What its IDs and domains end in; no secret. */
  id: string;
  /** What the secrets of its apps end in; without it, text keeps the seeded ones. */
  clientSecret?: string;
}

/** What a visitor has. */
export interface OwnTenantSet extends SetValues {
  clientSecret: string;
  /** The value of the visitor's cookie. */
  cookie: string;
  /** Opens its desk and its admin API. */
  deskKey: string;
  /** When it ends unless it's used before; milliseconds since 1970. */
  ends: number;
}

/** Those of a hosted lab. */
export const tenantSetsOf = ({
  practiceTenant,
}: {
  practiceTenant: { tenantSets?: TenantSets | undefined } | undefined;
}): TenantSets | undefined => practiceTenant?.tenantSets;
