import { shortScope } from './scopes.ts';

const meanings: Record<string, string> = {
  openid: 'Sign you in',
  profile: 'See your name and username',
  email: 'See your email address',
  offline_access: 'Keep the access you have given it',
  'User.Read': 'Sign you in and read your profile',
  'User.ReadBasic.All': 'Read the basic profiles of all users',
  'User.Read.All': 'Read the full profiles of all users',
  'Mail.Read': 'Read your mail',
  'People.Read': 'Read the people you work with',
  'Tasks.Read': 'Read your tasks',
  'Tasks.Write': 'Change your tasks',
};

/** What a scope lets an app do, said to the person who decides. */
export const scopeMeaning = (scope: string): string =>
  meanings[shortScope(scope)] ?? `Use the permission ${shortScope(scope)}`;
