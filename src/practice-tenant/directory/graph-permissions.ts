/** A permission of Microsoft Graph, with the IDs that are the same in every tenant. */
export interface GraphPermission {
  value: string;
  /** What it lets an app do, for an administrator. */
  displayName: string;
  /** Its ID as a delegated permission (a scope). */
  scopeId?: string;
  /** Its ID as an application permission (an app role). */
  roleId?: string;
  /** Whether only an administrator may consent to the scope; app roles are theirs alone. */
  forAdministrators?: true;
}

/** Those of Microsoft's permissions reference that something in the practice tenant answers to. */
export const graphPermissions: readonly GraphPermission[] = [
  {
    value: 'User.Read',
    displayName: 'Sign in and read user profile',
    scopeId: 'e1fe6dd8-ba31-4d61-89e7-88639da4683d',
  },
  {
    value: 'User.ReadBasic.All',
    displayName: "Read all users' basic profiles",
    scopeId: 'b340eb25-3456-403f-be2f-af7a0d370277',
    roleId: '97235f07-e226-4f63-ace3-39588e11d3a1',
  },
  {
    value: 'Mail.Read',
    displayName: 'Read user mail',
    scopeId: '570282fd-fa5c-430d-a7fd-fc8dc98a9dca',
  },
  {
    value: 'People.Read',
    displayName: "Read users' relevant people lists",
    scopeId: 'ba47897c-39ec-4d83-8086-ee8256fa737d',
  },
  {
    value: 'User.Read.All',
    displayName: "Read all users' full profiles",
    scopeId: 'a154be20-db9c-4678-8ab7-66f6cc099a59',
    roleId: 'df021288-bdef-4463-88db-98f22de89214',
    forAdministrators: true,
  },
  {
    value: 'GroupMember.Read.All',
    displayName: 'Read group memberships',
    scopeId: 'bc024368-1153-4739-b217-4326f2e966d0',
    roleId: '98830695-27a2-44f7-8c18-0c3ebc9698f6',
    forAdministrators: true,
  },
  {
    value: 'Group.Read.All',
    displayName: 'Read all groups',
    scopeId: '5f8c59db-677d-491f-a6b8-5f174b11ec1d',
    roleId: '5b567255-7703-4780-807c-7be8301ae99b',
    forAdministrators: true,
  },
  {
    value: 'Organization.Read.All',
    displayName: 'Read organization information',
    scopeId: '4908d5b9-3fb2-4b1e-9336-1888b7937185',
    roleId: '498476ce-e0fe-48b0-b801-37ba7e2685c6',
    forAdministrators: true,
  },
  {
    value: 'Directory.Read.All',
    displayName: 'Read directory data',
    scopeId: '06da0dbc-49e2-44d2-8312-53f166ab848a',
    roleId: '7ab1d382-f21e-4acd-a863-ba3e13f7da61',
    forAdministrators: true,
  },
  {
    value: 'Application.Read.All',
    displayName: 'Read applications',
    scopeId: 'c79f8feb-a9db-4090-85f9-90d820caa0eb',
    roleId: '9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30',
    forAdministrators: true,
  },
  {
    value: 'Application.ReadWrite.All',
    displayName: 'Read and write all applications',
    scopeId: 'bdfbf15f-ee85-4955-8675-146e8e5296b5',
    roleId: '1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9',
    forAdministrators: true,
  },
  {
    value: 'Application.ReadWrite.OwnedBy',
    displayName: 'Manage apps that this app creates or owns',
    roleId: '18a4783c-866b-4cc7-a460-3d5e5662c884',
  },
  {
    value: 'DelegatedPermissionGrant.ReadWrite.All',
    displayName: 'Manage all delegated permission grants',
    scopeId: '41ce6ca6-6826-4807-84f1-1c82854f7ee5',
    roleId: '8e8e4742-1d95-4f68-9d56-6ee75648c72a',
    forAdministrators: true,
  },
  {
    value: 'AppRoleAssignment.ReadWrite.All',
    displayName: 'Manage app permission grants and app role assignments',
    scopeId: '84bccea3-f856-4a8a-967b-dbe0a3d53a64',
    roleId: '06b708a9-e830-4db3-a914-8e69da51d44f',
    forAdministrators: true,
  },
  {
    value: 'AuditLog.Read.All',
    displayName: 'Read audit log data',
    scopeId: 'e4c9e354-4dc5-45b8-9e7c-e1393b0b1a20',
    roleId: 'b0afded3-3588-46d8-8b3d-9842eff778da',
    forAdministrators: true,
  },
  {
    value: 'Directory.AccessAsUser.All',
    displayName: 'Access directory as the signed in user',
    scopeId: '0e263e50-5827-48a4-b97c-d940288653c7',
    forAdministrators: true,
  },
  {
    value: 'Group.ReadWrite.All',
    displayName: 'Read and write all groups',
    scopeId: '4e46008b-f24c-477d-8fff-7bb4ec7aafe0',
    roleId: '62a82d76-70ea-41e2-9197-370581804d09',
    forAdministrators: true,
  },
  {
    value: 'User.ReadWrite.All',
    displayName: "Read and write all users' full profiles",
    scopeId: '204e0828-b5ca-4ad8-b9f3-f32a958e7cc4',
    roleId: '741f803b-c850-494e-b5df-cde7c675a1ca',
    forAdministrators: true,
  },
  {
    value: 'Policy.Read.All',
    displayName: "Read your organization's policies",
    scopeId: '572fea84-0151-49b2-9301-11cb16974376',
    roleId: '246dd0d5-5bd0-4def-940b-0421030a5b68',
    forAdministrators: true,
  },
  {
    value: 'EventListener.Read.All',
    displayName: "Read your organization's authentication event listeners",
    scopeId: 'f7dd3bed-5eec-48da-bc73-1c0ef50bc9a1',
    roleId: 'b7f6385c-6ce6-4639-a480-e23c42ed9784',
    forAdministrators: true,
  },
  {
    value: 'EventListener.ReadWrite.All',
    displayName: "Read and write your organization's authentication event listeners",
    scopeId: 'd11625a6-fe21-4fc6-8d3d-063eba5525ad',
    roleId: '0edf5e9e-4ce8-468a-8432-d08631d18c43',
    forAdministrators: true,
  },
];

/** The scopes of OpenID Connect, which the real service lists as Graph's. */
export const openIdPermissions: readonly GraphPermission[] = [
  {
    value: 'openid',
    displayName: 'Sign users in',
    scopeId: '37f7f235-527c-4136-accd-4a02d197296e',
  },
  {
    value: 'profile',
    displayName: "View users' basic profile",
    scopeId: '14dad69e-099b-42c9-810b-d002981feec1',
  },
  {
    value: 'email',
    displayName: "View users' email address",
    scopeId: '64a6cdd6-aab1-4aaf-94b8-3cc8405e90d0',
  },
  {
    value: 'offline_access',
    displayName: 'Maintain access to data you have given it access to',
    scopeId: '7427e0e9-2fba-42fe-b0c0-848c9e6a8182',
  },
];
