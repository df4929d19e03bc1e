import type { FieldKey, TenantValues } from './fields.ts';

interface Place {
  field: FieldKey;
  pattern: RegExp;
  /** The text that goes there, if it isn't the value itself; undefined if the value doesn't fit. */
  text?(value: string, before: string): string | undefined;
}

const isId = (value: string): boolean => /^[\da-f-]{36}$/i.test(value);

/** Every text on the pages and in the templates that a value takes the place of. */
export const places: readonly Place[] = [
  {
    field: 'tenantId',
    pattern: /<your tenant ID>/,
    // An authority and --tenant can name a domain too; other places take nothing but an ID.
    text: (value, before) => (isId(value) || /(?:\/|--tenant )$/.test(before) ? value : undefined),
  },
  { field: 'clientId', pattern: /<your client ID>/ },
  { field: 'subdomain', pattern: /<your subdomain>/ },
  { field: 'tenantName', pattern: /<your tenant name>/ },
  { field: 'customDomain', pattern: /<your domain>/ },
  { field: 'apiHost', pattern: /<your API>/ },
  { field: 'appServiceName', pattern: /<your app name>/ },
  { field: 'gitHubOrganization', pattern: /<your GitHub organization>/ },
  { field: 'gitHubRepository', pattern: /<your repository>/ },
  {
    field: 'appOrigin',
    pattern: /<your redirect URI>/,
    text: (origin) => `${origin}/auth/redirect`,
  },
  // The templates already name the flows of the tutorial.
  { field: 'signUpSignIn', pattern: /(?<=SIGNUPSIGNIN_USER_FLOW=)B2C_1_signupsignin/ },
  { field: 'editProfile', pattern: /(?<=EDITPROFILE_USER_FLOW=)B2C_1_editprofile/ },
  { field: 'resetPassword', pattern: /(?<=RESETPASSWORD_USER_FLOW=)B2C_1_resetpassword/ },
];

/** Placeholders that stay: what goes there is secret. It belongs into `.env` and nowhere else. */
export const secretPlaceholders: readonly string[] = ['<your client secret>'];

/** Any placeholder for a value of the reader's own. */
export const placeholder = /<your [^<>]+>/g;

/** A part of a text that a value takes the place of. */
export interface Filling {
  start: number;
  end: number;
  text: string;
}

/** Where the values go, in the order of the text. */
export function fillingsIn(text: string, values: TenantValues): Filling[] {
  return places
    .flatMap(({ field, pattern, text: textFor }) => {
      const value = values[field];
      if (value === undefined) return [];
      return [...text.matchAll(new RegExp(pattern, 'g'))].flatMap(({ 0: found, index }) => {
        const filling = textFor ? textFor(value, text.slice(0, index)) : value;
        if (filling === undefined) return [];
        return [{ start: index, end: index + found.length, text: filling }];
      });
    })
    .sort((one, other) => one.start - other.start);
}

/** The text with the values in the places of their placeholders. */
export function filled(text: string, values: TenantValues): string {
  return fillingsIn(text, values).reduceRight(
    (all, { start, end, text: value }) => all.slice(0, start) + value + all.slice(end),
    text,
  );
}
