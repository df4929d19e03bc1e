import type { TenantType } from '../../scenarios/tenant-types.ts';

/** How the practice tenant is asked for a fault: in an authorization request, and in any other. */
export const faultParameter = 'practice_faults';
export const faultHeader = 'practice-faults';

export const faultGroups = ['Sign-in', 'Token endpoint', 'ID token', 'API and renewal'] as const;
export type FaultGroup = (typeof faultGroups)[number];

export interface DemoFault {
  group: FaultGroup;
  /** As it is chosen. */
  label: string;
  /** What goes wrong, in one sentence. */
  what: string;
  /** What it takes to see it fail. */
  shownBy: 'sign-in' | 'api-call' | 'renewal';
  /** Absent where all tenant types can have it. */
  only?: readonly TenantType[];
}

const of =
  (group: FaultGroup, shownBy: DemoFault['shownBy']) =>
  (label: string, what: string, only?: readonly TenantType[]): DemoFault => ({
    group,
    label,
    what,
    shownBy,
    ...(only && { only }),
  });
const atSignIn = of('Sign-in', 'sign-in');
const atTokenEndpoint = of('Token endpoint', 'sign-in');
const inIdToken = of('ID token', 'sign-in');
const atApi = of('API and renewal', 'api-call');
const atRenewal = of('API and renewal', 'renewal');
const withGraph = ['entra-id', 'external-id', 'external-id-custom-domain'] as const;

/**
 * The practice tenant's faults that a live demo can show, by their names there. Left out are those that
 * nobody would see fail here, and those that only other endpoints of Microsoft Graph have.
 */
export const demoFaults = {
  'user-blocked': atSignIn('Blocked user', 'An administrator has blocked the account.'),
  'user-not-assigned': atSignIn(
    'User without an assignment',
    'The app is for assigned users only, and this user isn’t one of them.',
  ),
  'conditional-access': atSignIn('Conditional Access', 'A policy blocks the sign-in.'),
  'social-provider-down': atSignIn(
    'Social provider down',
    'The tenant can’t reach Practice Social. Continue with it on the sign-in page.',
    ['b2c'],
  ),
  'discovery-down': atSignIn(
    'Identity provider down',
    'The metadata document, the first thing the app asks for, comes back with status 503.',
  ),
  'token-endpoint-down': atTokenEndpoint(
    'Token endpoint down',
    'The token endpoint returns status 503.',
  ),
  'expired-secret': atTokenEndpoint(
    'Expired client secret',
    'Every credential of the app has expired.',
  ),
  'app-disabled': atTokenEndpoint('Disabled app', 'An administrator has disabled the app.'),
  'wrong-nonce': inIdToken('Wrong nonce', 'The ID token has the nonce of another sign-in.'),
  'missing-nonce': inIdToken('No nonce', 'The ID token has no nonce.'),
  'wrong-issuer': inIdToken('Wrong issuer', 'The ID token names another issuer.'),
  'wrong-audience': inIdToken('Wrong audience', 'The ID token is for another app.'),
  'expired-id-token': inIdToken('Expired ID token', 'The ID token expired an hour ago.'),
  'clock-ahead': inIdToken(
    'Clock ten minutes ahead',
    'The ID token becomes valid only ten minutes from now.',
  ),
  'bad-signature': inIdToken('Bad signature', 'The signature of the ID token isn’t valid.'),
  'keys-rotated': inIdToken(
    'Retired signing key',
    'The ID token is signed with a key that’s no longer published.',
  ),
  'graph-throttled': atApi(
    'Microsoft Graph throttled',
    'Microsoft Graph returns status 429 and asks to wait ten seconds.',
    withGraph,
  ),
  'graph-unavailable': atApi(
    'Microsoft Graph unavailable',
    'Microsoft Graph returns status 503 and asks to wait a second.',
    withGraph,
  ),
  // Elsewhere the consent page would ask again and again.
  'consent-removed': atApi('Consent removed', 'Admin consent to the API’s permissions is gone.', [
    'b2c',
  ]),
  'grant-revoked': atRenewal(
    'Revoked refresh token',
    'The refresh token has been revoked, so the app sends you to sign in again.',
  ),
  'second-factor-required': atRenewal(
    'Second factor required',
    'Tokens are renewed only after a second factor, so the app sends you to sign in again.',
  ),
} as const satisfies Record<string, DemoFault>;

export type DemoFaultName = keyof typeof demoFaults;

function isDemoFault(name: string): name is DemoFaultName {
  return Object.hasOwn(demoFaults, name);
}

/** In the order of the groups. */
export const demoFaultNames: readonly DemoFaultName[] = Object.keys(demoFaults).filter(isDemoFault);

/** The faults that the demos of a tenant type can show, in the order of the groups. */
export function faultsOf(tenantType: TenantType): DemoFaultName[] {
  return demoFaultNames.filter((name) => {
    const { only }: DemoFault = demoFaults[name];
    return only?.includes(tenantType) ?? true;
  });
}

/** The fault that a form, a cookie, or an address names, if a demo of this tenant type has it. */
export const faultFrom = (
  name: string | null | undefined,
  tenantType: TenantType,
): DemoFaultName | undefined => faultsOf(tenantType).find((each) => each === name);
