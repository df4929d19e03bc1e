import { isPracticeTenant, personalTenantId } from '../sign-in/index.ts';
import type { Made, Variables } from './blueprint.ts';
import type { Settings } from './settings.ts';

// What the environment files of several apps have in common.

export function authority({ settings, tenant, current }: Made): Variables {
  const { tenantType, practiceTenant, accountTypes, customDomain } = settings;
  const origin = practiceTenant?.origin;
  switch (tenantType) {
    case 'entra-id':
      return {
        AUTHORITY: `${origin ?? 'https://login.microsoftonline.com'}/${accountTypes === 'one' ? tenant.id : accountTypes}`,
        ALLOWED_TENANTS: {
          one: null,
          organizations: tenant.id,
          common: `${tenant.id} ${personalTenantId}`,
          consumers: personalTenantId,
        }[accountTypes],
      };
    case 'external-id':
      return {
        AUTHORITY: origin
          ? `${origin}/${tenant.domain}`
          : `https://${tenant.subdomain}.ciamlogin.com/${tenant.id}`,
      };
    case 'external-id-custom-domain':
      return { OIDC_AUTHORITY: `${customDomain}/${tenant.id}/v2.0` };
    case 'b2c':
      return origin
        ? { AUTHORITY: `${origin}/${tenant.domain}`, B2C_TENANT_NAME: null }
        : {
            B2C_TENANT_NAME: tenant.subdomain,
            // A custom domain stays.
            AUTHORITY: isPracticeTenants(current) ? null : undefined,
          };
  }
}

/** Whether AUTHORITY is a practice tenant's, on this machine or in a lab. */
function isPracticeTenants(current: Made['current']): boolean {
  const url = URL.parse(current('AUTHORITY') ?? '');
  return url !== null && isPracticeTenant({ read: current }, url);
}

export const ofCredential = (credential: NonNullable<Made['credential']>): Variables =>
  'secret' in credential
    ? {
        CLIENT_SECRET: credential.secret,
        CLIENT_CERTIFICATE_PATH: null,
        CLIENT_CERTIFICATE_KEY_PATH: null,
      }
    : {
        CLIENT_SECRET: null,
        CLIENT_CERTIFICATE_PATH: credential.certificatePath,
        CLIENT_CERTIFICATE_KEY_PATH: credential.keyPath,
      };

/** The user's profile at Microsoft Graph, or at the practice tenant's. */
export const graphMe = ({ practiceTenant }: Settings): string =>
  `${practiceTenant ? `${practiceTenant.origin}/graph` : 'https://graph.microsoft.com'}/v1.0/me`;

const usualFrontOrigin = 'http://127.0.0.1:8400';

export function practice({
  settings: { practiceTenant },
  current,
}: {
  settings: Pick<Settings, 'practiceTenant'>;
  current: Made['current'];
}): Variables {
  // What an earlier practice tenant leaves would stop the app; other options of Node.js stay.
  const left: Variables = {
    NODE_OPTIONS: current('NODE_OPTIONS')?.includes('practice-tenant-trust') ? null : undefined,
    PRACTICE_TENANT_FRONT_ORIGIN: current('PRACTICE_TENANT_FRONT_ORIGIN') ? null : undefined,
    PRACTICE_TENANT_ORIGIN: current('PRACTICE_TENANT_ORIGIN') ? null : undefined,
  };
  if (practiceTenant === undefined) return left;
  const { origin, frontOrigin, siteOrigin, isTrusted } = practiceTenant;
  const errorPages = `${siteOrigin}/errors/`;
  // The app takes an authority on another machine for the practice tenant only if it is told so.
  if (isTrusted) return { ...left, ERROR_PAGES: errorPages, PRACTICE_TENANT_ORIGIN: origin };
  return {
    ...left,
    ERROR_PAGES: errorPages,
    NODE_OPTIONS: '--import ./practice-tenant-trust.mjs',
    ...(frontOrigin !== usualFrontOrigin && { PRACTICE_TENANT_FRONT_ORIGIN: frontOrigin }),
  };
}
