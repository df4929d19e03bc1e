import type { Registration, TenantType } from '../../samples/web-app/sign-in/index.ts';

/** "Sign-in Lab live demo" in every practice tenant. Public on purpose: it opens nothing real. */
const clientId = '11111111-1111-4111-8111-111111111111';
const secret = 'practice~live-demo~not-a-real-secret';

const domains: Readonly<Record<TenantType, string>> = {
  'entra-id': 'contoso.onmicrosoft.com',
  'external-id': 'woodgrove.onmicrosoft.com',
  'external-id-custom-domain': 'adatum.onmicrosoft.com',
  b2c: 'fabrikam.onmicrosoft.com',
};

/** Where apps reach the practice tenant, without a trailing slash. */
export interface PracticeOrigins {
  origin: string;
  /** The same for the tenant with a custom domain. */
  customDomainOrigin: string;
}

/** The live demo's registration in the practice tenant. It is fixed, so it needs none of the checks that an operator's does. */
export function practiceRegistration(
  tenantType: TenantType,
  siteOrigin: string,
  { origin, customDomainOrigin }: PracticeOrigins,
): Registration {
  const graph = { endpoint: `${origin}/graph/v1.0/me`, scopes: ['User.Read'] };
  const tasks = {
    endpoint: `${origin}/tasks-api/tasks`,
    scopes: [`https://${domains.b2c}/tasks-api/Tasks.Read`],
  };
  const authorities: Readonly<Record<TenantType, string>> = {
    'entra-id': `${origin}/0a0a0a0a-1111-4111-8111-111111111111`,
    'external-id': `${origin}/${domains['external-id']}`,
    'external-id-custom-domain': `${customDomainOrigin}/0c0c0c0c-3333-4333-8333-333333333333/v2.0`,
    b2c: `${origin}/${domains.b2c}`,
  };
  return {
    tenantType,
    authority: authorities[tenantType],
    clientId,
    credential: { kind: 'secret', secret },
    redirectUri: `${siteOrigin}/auth/redirect/${tenantType}`,
    postLogoutRedirectUri: `${siteOrigin}/auth/signed-out/${tenantType}`,
    api: tenantType === 'b2c' ? tasks : graph,
    ...(tenantType === 'b2c' && {
      userFlows: {
        signUpSignIn: 'B2C_1_signupsignin',
        editProfile: 'B2C_1_editprofile',
        resetPassword: 'B2C_1_resetpassword',
      },
    }),
  };
}
