import type { TenantType } from '../scenarios/tenant-types.ts';

/** What a reader can enter about their own tenant and app. None of it is secret. */
export interface Field {
  label: string;
  /** Where the reader finds the value, or what it is. */
  hint: string;
  /** Where the form shows it: at once, or folded away. */
  group: 'tenant' | 'more';
  tenantTypes: readonly TenantType[];
}

const everyType = ['entra-id', 'external-id', 'external-id-custom-domain', 'b2c'] as const;
const overview = 'on the Overview page of your registration';

const rows = {
  subdomain: {
    label: 'Subdomain',
    hint: 'The first part of your primary domain: contoso for contoso.onmicrosoft.com.',
    group: 'tenant',
    tenantTypes: ['external-id', 'external-id-custom-domain'],
  },
  tenantName: {
    label: 'Tenant name',
    hint: 'The first part of your primary domain: contoso for contoso.onmicrosoft.com.',
    group: 'tenant',
    tenantTypes: ['b2c'],
  },
  customDomain: {
    label: 'Custom domain',
    hint: 'The host that your users see when they sign in, such as login.contoso.com.',
    group: 'tenant',
    tenantTypes: ['external-id-custom-domain', 'b2c'],
  },
  tenantId: {
    label: 'Tenant ID',
    hint: `"Directory (tenant) ID" ${overview}.`,
    group: 'tenant',
    tenantTypes: everyType,
  },
  clientId: {
    label: 'Client ID',
    hint: `"Application (client) ID" ${overview}.`,
    group: 'tenant',
    tenantTypes: everyType,
  },
  signUpSignIn: {
    label: 'User flow to sign up and sign in',
    hint: 'With its prefix, such as B2C_1_signupsignin.',
    group: 'tenant',
    tenantTypes: ['b2c'],
  },
  editProfile: {
    label: 'User flow to edit the profile',
    hint: 'Leave it empty if you don’t have one.',
    group: 'tenant',
    tenantTypes: ['b2c'],
  },
  resetPassword: {
    label: 'User flow to reset the password',
    hint: 'Leave it empty if you don’t have one.',
    group: 'tenant',
    tenantTypes: ['b2c'],
  },
  appOrigin: {
    label: 'Host of your app',
    hint: 'Where it runs in production, with https://. On your own machine it’s at http://localhost:3000.',
    group: 'more',
    tenantTypes: everyType,
  },
  appServiceName: {
    label: 'App Service name',
    hint: 'The first part of its address: contoso-web for contoso-web.azurewebsites.net.',
    group: 'more',
    tenantTypes: everyType,
  },
  gitHubOrganization: {
    label: 'GitHub organization',
    hint: 'Or the user whose repository it is.',
    group: 'more',
    tenantTypes: everyType,
  },
  gitHubRepository: {
    label: 'GitHub repository',
    hint: 'Its name without the organization.',
    group: 'more',
    tenantTypes: everyType,
  },
  apiHost: {
    label: 'Host of your API',
    hint: 'Without https://, such as api.contoso.com.',
    group: 'more',
    tenantTypes: ['b2c'],
  },
} as const satisfies Record<string, Field>;

export type FieldKey = keyof typeof rows;

export const fields: Readonly<Record<FieldKey, Field>> = rows;

const isFieldKey = (text: string): text is FieldKey => Object.hasOwn(rows, text);

/** In the order of the form. */
export const fieldKeys: readonly FieldKey[] = Object.keys(rows).filter(isFieldKey);

export const fieldsOf = (tenantType: TenantType): readonly FieldKey[] =>
  fieldKeys.filter((key) => fields[key].tenantTypes.includes(tenantType));

/** What a reader has entered for one tenant type. */
export type TenantValues = Readonly<Partial<Record<FieldKey, string>>>;
