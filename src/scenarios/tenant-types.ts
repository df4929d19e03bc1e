/** The kinds of tenant, in the order in which the site shows them. */
export const tenantTypes = ['entra-id', 'external-id', 'external-id-custom-domain', 'b2c'] as const;
export type TenantType = (typeof tenantTypes)[number];

/** The text and the configuration of a tenant type are in `src/content/tenant-types`. */
export interface TenantTypeFacts {
  /** Microsoft's name. */
  name: string;
  /** What a reader calls it. */
  shortName: string;
  /** Who signs in, in one sentence. */
  audience: string;
  /** Its color: `--lab-<accent>` of tokens.css, with `-text` and `-surface`. */
  accent: string;
  /** Its shape, for people who can't tell the colors apart: `--lab-mark-<mark>` of tokens.css. */
  mark: string;
  /** The errors that its sign-in pages show, as src/content/errors files them. */
  errorFamily: 'aadsts' | 'aadb2c';
}

/** The site's one table of tenant types; CONTRIBUTING.md lists what else a new one needs. */
export const tenantTypeFacts: Readonly<Record<TenantType, TenantTypeFacts>> = {
  'entra-id': {
    name: 'Microsoft Entra ID',
    shortName: 'Entra ID',
    audience: 'Employees sign in with their work or school account.',
    accent: 'blue',
    mark: 'square',
    errorFamily: 'aadsts',
  },
  'external-id': {
    name: 'Microsoft Entra External ID',
    shortName: 'External ID',
    audience: 'Customers sign up for, and sign in to, an app you offer to the public.',
    accent: 'green',
    mark: 'disc',
    errorFamily: 'aadsts',
  },
  'external-id-custom-domain': {
    name: 'External ID with a custom domain',
    shortName: 'External ID, custom domain',
    audience: 'Customers sign in on a page at your own domain name.',
    accent: 'plum',
    mark: 'diamond',
    errorFamily: 'aadsts',
  },
  b2c: {
    name: 'Azure Active Directory B2C',
    shortName: 'Azure AD B2C',
    audience: 'You already have a B2C tenant with user flows or custom policies.',
    accent: 'amber',
    mark: 'triangle',
    errorFamily: 'aadb2c',
  },
};

/** The table row by row. */
export const tenantTypeList = tenantTypes.map((key) => ({ key, ...tenantTypeFacts[key] }));

/** The tenant type that a path or a form names; undefined when there is none of that name. */
export function tenantTypeFrom(text: unknown): TenantType | undefined {
  return tenantTypes.find((tenantType) => tenantType === text);
}
