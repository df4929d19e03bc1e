import type { Registration } from './model.ts';

type AccountTypes = Pick<Registration, 'audience' | 'personalAccounts'>;

/** "Supported account types" of a registration, by the name that the app manifest and Microsoft Graph have for each. */
export const signInAudiences = {
  AzureADMyOrg: { audience: 'thisTenant', personalAccounts: undefined },
  AzureADMultipleOrgs: { audience: 'anyTenant', personalAccounts: undefined },
  AzureADandPersonalMicrosoftAccount: { audience: 'anyTenant', personalAccounts: true },
  PersonalMicrosoftAccount: { audience: 'personalAccounts', personalAccounts: true },
} as const satisfies Record<string, AccountTypes>;

export type SignInAudience = keyof typeof signInAudiences;

export const isSignInAudience = (name: string): name is SignInAudience =>
  Object.hasOwn(signInAudiences, name);

export function signInAudienceOf({ audience, personalAccounts }: AccountTypes): SignInAudience {
  if (audience === 'thisTenant') return 'AzureADMyOrg';
  if (audience === 'personalAccounts') return 'PersonalMicrosoftAccount';
  return personalAccounts === true ? 'AzureADandPersonalMicrosoftAccount' : 'AzureADMultipleOrgs';
}
