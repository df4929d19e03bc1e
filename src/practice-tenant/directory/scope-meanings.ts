import { shortScope } from './scopes.ts';

const meanings: Record<string, string> = {
  openid: 'Sign you in',
  profile: 'View your basic profile',
  email: 'View your email address',
  offline_access: 'Maintain access to data you have given it access to',
  'User.Read': 'Sign you in and read your profile',
  'User.ReadBasic.All': 'Read all users’ basic profiles',
  'User.Read.All': 'Read all users’ full profiles',
  'Mail.Read': 'Read your mail',
  'People.Read': 'Read your relevant people lists',
  'GroupMember.Read.All': 'Read group memberships',
  'Group.Read.All': 'Read all groups',
  'Organization.Read.All': 'Read organization information',
  'Directory.Read.All': 'Read directory data',
  'Application.Read.All': 'Read applications',
  'Application.ReadWrite.All': 'Read and write applications',
  'DelegatedPermissionGrant.ReadWrite.All': 'Manage what apps have consent for',
  'AppRoleAssignment.ReadWrite.All': 'Manage app permissions and app role assignments',
  'AuditLog.Read.All': 'Read audit log data',
  'Directory.AccessAsUser.All': 'Access the directory as you',
  'Group.ReadWrite.All': 'Read and write all groups',
  'User.ReadWrite.All': 'Read and write all users’ full profiles',
  'Policy.Read.All': 'Read the organization’s policies',
  'EventListener.Read.All': 'Read user flows and what they call',
  'EventListener.ReadWrite.All': 'Change user flows and what they call',
  'Tasks.Read': 'Read your tasks',
  'Tasks.Write': 'Change your tasks',
};

/** What a scope lets an app do, in words for the user who decides. */
export const scopeMeaning = (scope: string): string =>
  meanings[shortScope(scope)] ?? `Use the permission ${shortScope(scope)}`;
