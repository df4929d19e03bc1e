import {
  type Registration,
  type SignUpAttribute,
  type Tenant,
  type TenantKey,
  type TenantTypeTraits,
  tenantKeys,
  type UserFlow,
} from './model.ts';
import { contoso, litware, microsoftServices, personalAccounts } from './tenant-ids.ts';
import { inTenantSet, type TenantSetId, tenantSetOf } from './tenant-set.ts';
import { tenantTypeTraits } from './tenant-types.ts';

/** Named as in the starter pack, whose sign-in policy leaves a forgotten password to the app. */
function custom(id: string, kind: UserFlow['kind']): UserFlow {
  return { id, kind, forgottenPassword: 'answerApp', isCustomPolicy: true };
}

const userFlows: readonly UserFlow[] = [
  { id: 'B2C_1_signupsignin', kind: 'signUpSignIn', forgottenPassword: 'resetHere' },
  { id: 'B2C_1_signupsignin_v1', kind: 'signUpSignIn', forgottenPassword: 'answerApp' },
  { id: 'B2C_1_editprofile', kind: 'editProfile', forgottenPassword: 'resetHere' },
  { id: 'B2C_1_resetpassword', kind: 'resetPassword', forgottenPassword: 'resetHere' },
  custom('B2C_1A_signup_signin', 'signUpSignIn'),
  custom('B2C_1A_ProfileEdit', 'editProfile'),
  custom('B2C_1A_PasswordReset', 'resetPassword'),
];

const city: SignUpAttribute = { name: 'city', label: 'City' };
/** A custom attribute, with the prefix that Azure AD B2C gives its claim. */
const loyaltyNumber: SignUpAttribute = { name: 'extension_LoyaltyNumber', label: 'Loyalty number' };

type Own = Omit<Tenant, 'key' | keyof TenantTypeTraits> & Partial<TenantTypeTraits>;

const entra = {
  userFlows: [],
  selfServiceSignUp: false,
  signUpAttributes: [],
  sharedNames: [],
  isPersonal: false,
} as const;

const organization = {
  ...entra,
  type: 'entra-id',
  keyring: 'entra-id',
  sharedNames: ['common', 'organizations'],
} as const satisfies Partial<Tenant>;

/**
 * IDs and domains are invented, fixed and public on purpose; only the tenant of personal accounts has the
 * ID that it really has.
 */
const own: Readonly<Record<TenantKey, Own>> = {
  'entra-id': {
    ...organization,
    id: contoso,
    domain: 'contoso.onmicrosoft.com',
    name: 'Contoso',
  },
  'external-id': {
    ...entra,
    type: 'external-id',
    keyring: 'external-id',
    id: '0b0b0b0b-2222-4222-8222-222222222222',
    domain: 'woodgrove.onmicrosoft.com',
    name: 'Woodgrove',
    selfServiceSignUp: true,
    signUpAttributes: [city],
  },
  'external-id-custom-domain': {
    ...entra,
    type: 'external-id-custom-domain',
    keyring: 'external-id-custom-domain',
    id: '0c0c0c0c-3333-4333-8333-333333333333',
    domain: 'adatum.onmicrosoft.com',
    name: 'Adatum',
    selfServiceSignUp: true,
    signUpAttributes: [city],
  },
  b2c: {
    ...entra,
    type: 'b2c',
    keyring: 'b2c',
    id: '0d0d0d0d-4444-4444-8444-444444444444',
    domain: 'fabrikam.onmicrosoft.com',
    name: 'Fabrikam',
    userFlows,
    selfServiceSignUp: true,
    signUpAttributes: [city, loyaltyNumber],
  },
  northwind: {
    ...organization,
    id: '0f0f0f0f-6666-4666-8666-666666666666',
    domain: 'northwindtraders.onmicrosoft.com',
    name: 'Northwind Traders',
  },
  litware: {
    ...organization,
    id: litware,
    domain: 'litware.onmicrosoft.com',
    name: 'Litware',
  },
  personal: {
    ...organization,
    keyring: 'personal',
    sharedNames: ['common', 'consumers'],
    isPersonal: true,
    isWorkforce: false,
    hasGroups: false,
    hasRolesForUsers: false,
    hasVersion1: false,
    hasContinuousAccess: false,
    id: personalAccounts,
    domain: 'personal.example',
    name: 'Personal Microsoft accounts',
  },
};

/** The domain of the organization that another organization's app belongs to; undefined for a tenant's own. */
export function publisherOf({ homeTenant }: Registration): string | undefined {
  if (homeTenant === microsoftServices) return 'microsoft.com';
  if (homeTenant === undefined) return undefined;
  const set = tenantSetOf(homeTenant);
  const all = [...tenants, ...(set === undefined ? [] : tenantsIn(set))];
  return all.find(({ id }) => id === homeTenant)?.domain;
}

/** The four tenants with apps, one of each tenant type; two more organizations; and the personal accounts. */
export const tenants: readonly Tenant[] = tenantKeys.map((key) => ({
  key,
  ...tenantTypeTraits[own[key].type],
  ...own[key],
}));

/** The tenants of a set. The personal accounts have the ID in each that they really have. */
export const tenantsIn = (set: TenantSetId, clientSecret?: string): Tenant[] =>
  tenants.map((tenant) => ({
    ...tenant,
    set,
    ...(clientSecret !== undefined && { clientSecret }),
    id: inTenantSet(tenant.id, set),
    domain: inTenantSet(tenant.domain, set),
  }));

/** The organization that a guest is from, unless said otherwise. */
export const guestsHome = ({ set }: Tenant): string =>
  set === undefined ? litware : inTenantSet(litware, set);
