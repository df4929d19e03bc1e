import type { Registration, TenantType } from '../../samples/web-app/sign-in/index.ts';
import type { DemoEnvironment } from './environment.ts';

/** "Sign-in Lab live demo" in every practice tenant. Public on purpose: it opens nothing real. */
const clientId = '11111111-1111-4111-8111-111111111111';
const secret = 'practice~live-demo~not-a-real-secret';

const domains: Readonly<Record<TenantType, string>> = {
  'entra-id': 'contoso.onmicrosoft.com',
  'external-id': 'woodgrove.onmicrosoft.com',
  'external-id-custom-domain': 'adatum.onmicrosoft.com',
  b2c: 'fabrikam.onmicrosoft.com',
};

/** The live demo's registration in the practice tenant: made here, so it needs none of the checks of an operator's. */
export function practiceRegistration(
  tenantType: TenantType,
  { siteOrigin, practiceOrigin, practiceCustomDomainOrigin }: DemoEnvironment,
): Registration {
  const graph = { endpoint: `${practiceOrigin}/graph/v1.0/me`, scopes: ['User.Read'] };
  const tasks = {
    endpoint: `${practiceOrigin}/tasks-api/tasks`,
    scopes: [`https://${domains.b2c}/tasks-api/Tasks.Read`],
  };
  const authorities: Readonly<Record<TenantType, string>> = {
    'entra-id': `${practiceOrigin}/0a0a0a0a-1111-4111-8111-111111111111`,
    'external-id': `${practiceOrigin}/${domains['external-id']}`,
    'external-id-custom-domain': `${practiceCustomDomainOrigin}/0c0c0c0c-3333-4333-8333-333333333333/v2.0`,
    b2c: `${practiceOrigin}/${domains.b2c}`,
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
