import type { Registration } from '../../samples/web-app/sign-in/index.ts';
import { type AccountType, type DemoName, demoFacts } from '../scenarios/demos.ts';
import type { TenantType } from '../scenarios/tenant-types.ts';

type App = Pick<Registration, 'clientId' | 'credential'>;

const app = (clientId: string, secret: string): App => ({
  clientId,
  credential: { kind: 'secret', secret },
});

/* Public on purpose: they open nothing real. */

/** "Sign-in Lab live demo" in every practice tenant that has apps. */
const liveDemo = app(
  '11111111-1111-4111-8111-111111111111',
  'practice~live-demo~not-a-real-secret',
);
/** "Practice app for any organization" in Contoso. */
const anyOrganization = app(
  '55555555-5555-4555-8555-555555555555',
  'practice~any-organization~not-a-real-secret',
);
/** "Practice app for any account", the same for personal accounts as well. */
const anyAccount = app(
  '66666666-6666-4666-8666-666666666666',
  'practice~any-account~not-a-real-secret',
);

const domains: Readonly<Record<TenantType, string>> = {
  'entra-id': 'contoso.onmicrosoft.com',
  'external-id': 'woodgrove.onmicrosoft.com',
  'external-id-custom-domain': 'adatum.onmicrosoft.com',
  b2c: 'fabrikam.onmicrosoft.com',
};

const contoso = '0a0a0a0a-1111-4111-8111-111111111111';
const northwindTraders = '0f0f0f0f-6666-4666-8666-666666666666';
/** The tenant of every personal Microsoft account, at the real service too. */
const personalAccounts = '9188040d-6c67-4c5b-b112-36a304b66dad';

/** Each app, and whom it lets in. Litware is on no list, so that there is someone to turn away. */
const ofAccountType: Readonly<Record<AccountType, App & Pick<Registration, 'allowedTenants'>>> = {
  organizations: { ...anyOrganization, allowedTenants: [contoso, northwindTraders] },
  common: { ...anyAccount, allowedTenants: [contoso, northwindTraders, personalAccounts] },
  consumers: { ...anyAccount, allowedTenants: 'any' },
};

/** Where apps reach the practice tenant, without a trailing slash. */
export interface PracticeOrigins {
  origin: string;
  /** The same for the tenant with a custom domain. */
  customDomainOrigin: string;
}

/** A live demo's registration in the practice tenant. It is fixed, so it needs none of the checks that an operator's does. */
export function practiceRegistration(
  demoName: DemoName,
  siteOrigin: string,
  { origin, customDomainOrigin }: PracticeOrigins,
): Registration {
  const { tenantType, accountType } = demoFacts[demoName];
  const graph = { endpoint: `${origin}/graph/v1.0/me`, scopes: ['User.Read'] };
  const tasks = {
    endpoint: `${origin}/tasks-api/tasks`,
    scopes: [`https://${domains.b2c}/tasks-api/Tasks.Read`],
  };
  const authorities: Readonly<Record<TenantType, string>> = {
    'entra-id': `${origin}/${accountType ?? contoso}`,
    'external-id': `${origin}/${domains['external-id']}`,
    'external-id-custom-domain': `${customDomainOrigin}/0c0c0c0c-3333-4333-8333-333333333333/v2.0`,
    b2c: `${origin}/${domains.b2c}`,
  };
  return {
    tenantType,
    authority: authorities[tenantType],
    isPractice: true,
    ...(accountType ? ofAccountType[accountType] : liveDemo),
    redirectUri: `${siteOrigin}/auth/redirect/${demoName}`,
    postLogoutRedirectUri: `${siteOrigin}/auth/signed-out/${demoName}`,
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
