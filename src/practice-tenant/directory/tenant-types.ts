import { grantTypes, grantTypesEverywhere } from './grant-types.ts';
import type { TenantType, TenantTypeTraits } from './model.ts';

const entra = {
  dialect: 'entra',
  backChannel: 'back',
  issuer: ({ id }) => `/${id}/v2.0`,
  appIdUri: (_, clientId) => `api://${clientId}`,
  hasVersion1: false,
  isWorkforce: false,
  hasGroups: true,
  assignsGroupsOnDesk: false,
  hasRolesForUsers: true,
  hasGraph: true,
  grants: [...grantTypesEverywhere, grantTypes.deviceCode, grantTypes.onBehalfOf],
  hasSocialProvider: false,
  addsAppsToUserFlow: false,
  hasContinuousAccess: false,
  refreshTokens: { days: 90 },
} as const satisfies Partial<TenantTypeTraits>;

/** One row for each tenant type; the compiler asks for the row of a new one, here and in `tenants.ts`. */
export const tenantTypeTraits: Readonly<Record<TenantType, TenantTypeTraits>> = {
  'entra-id': {
    ...entra,
    authority: ({ id }) => `/${id}`,
    hasVersion1: true,
    isWorkforce: true,
    assignsGroupsOnDesk: true,
    // External tenants don't have the password grant.
    grants: [...grantTypesEverywhere, ...Object.values(grantTypes)],
    hasContinuousAccess: true,
    consent: 'person',
  },
  'external-id': {
    ...entra,
    authority: ({ domain }) => `/${domain}`,
    consent: 'administrator',
    addsAppsToUserFlow: true,
  },
  'external-id-custom-domain': {
    ...entra,
    backChannel: 'customDomain',
    authority: ({ id }) => `/${id}/v2.0`,
    consent: 'administrator',
    addsAppsToUserFlow: true,
  },
  b2c: {
    ...entra,
    dialect: 'b2c',
    hasGroups: false,
    hasRolesForUsers: false,
    authority: ({ domain }) => `/${domain}/B2C_1_signupsignin`,
    issuer: ({ id }) => `/${id}/v2.0/`,
    appIdUri: ({ domain }, _, name) => `https://${domain}/${name}`,
    consent: 'administratorElsewhere',
    hasGraph: false,
    refreshTokens: { days: 14, daysFromSignIn: 90 },
    grants: grantTypesEverywhere,
    hasSocialProvider: true,
  },
};
