import {
  type SignUpAttribute,
  type Tenant,
  type TenantType,
  type TenantTypeTraits,
  tenantTypes,
  type UserFlow,
} from './model.ts';
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

/** IDs and domains are invented, fixed and public on purpose. */
const own: Readonly<Record<TenantType, Omit<Tenant, 'type' | keyof TenantTypeTraits>>> = {
  'entra-id': {
    id: '0a0a0a0a-1111-4111-8111-111111111111',
    domain: 'contoso.onmicrosoft.com',
    name: 'Contoso',
    userFlows: [],
    selfServiceSignUp: false,
    signUpAttributes: [],
  },
  'external-id': {
    id: '0b0b0b0b-2222-4222-8222-222222222222',
    domain: 'woodgrove.onmicrosoft.com',
    name: 'Woodgrove',
    userFlows: [],
    selfServiceSignUp: true,
    signUpAttributes: [city],
  },
  'external-id-custom-domain': {
    id: '0c0c0c0c-3333-4333-8333-333333333333',
    domain: 'adatum.onmicrosoft.com',
    name: 'Adatum',
    userFlows: [],
    selfServiceSignUp: true,
    signUpAttributes: [city],
  },
  b2c: {
    id: '0d0d0d0d-4444-4444-8444-444444444444',
    domain: 'fabrikam.onmicrosoft.com',
    name: 'Fabrikam',
    userFlows,
    selfServiceSignUp: true,
    signUpAttributes: [city, loyaltyNumber],
  },
};

/** The four tenants, one of each tenant type. */
export const tenants: readonly Tenant[] = tenantTypes.map((type) => ({
  type,
  ...tenantTypeTraits[type],
  ...own[type],
}));
