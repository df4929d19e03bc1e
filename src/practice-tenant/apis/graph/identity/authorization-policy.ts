import { entityAnswer } from '../odata/answers.ts';
import type { EntityType } from '../odata/entity-type.ts';
import type { GraphAnswer, GraphRequest } from '../odata/graph-request.ts';

const policyType: EntityType = {
  name: 'microsoft.graph.authorizationPolicy',
  resource: 'AuthorizationPolicy',
  filterable: [],
};

/** The role "Guest User", by its template's ID. */
const guestUser = '10dae51f-b6af-4016-8d66-8c2a99b929b3';

/** What users may do without a role; one setting of the tenant changes it. */
export async function getAuthorizationPolicy(request: GraphRequest): Promise<GraphAnswer> {
  const { tenant, settings } = request.realm;
  const isClosed = !tenant.isWorkforce || (await settings.isOn('no-app-registrations'));
  return entityAnswer(request, 'policies/authorizationPolicy', policyType, {
    id: 'authorizationPolicy',
    deletedDateTime: null,
    displayName: 'Authorization Policy',
    description: 'Used to manage authorization related settings across the company.',
    allowInvitesFrom: 'everyone',
    allowedToSignUpEmailBasedSubscriptions: true,
    allowedToUseSSPR: true,
    allowEmailVerifiedUsersToJoinOrganization: false,
    allowUserConsentForRiskyApps: null,
    blockMsolPowerShell: false,
    guestUserRoleId: guestUser,
    defaultUserRolePermissions: {
      allowedToCreateApps: !isClosed,
      allowedToCreateSecurityGroups: false,
      allowedToCreateTenants: false,
      allowedToReadBitlockerKeysForOwnedDevice: true,
      allowedToReadOtherUsers: true,
      permissionGrantPoliciesAssigned: [],
    },
  });
}
