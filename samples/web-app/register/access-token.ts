import { azureCliToken } from './azure-cli.ts';
import type { Options } from './command-line.ts';
import { deviceCodeToken } from './device-code.ts';
import { Stop } from './stop.ts';
import type { Surroundings } from './surroundings.ts';

/** What to ask for at sign-in: no more than the requests of `permissions.ts` need. */
export function scopesFor(needs: { consent: boolean; userFlow: boolean }): string[] {
  return [
    'User.Read',
    'Application.ReadWrite.All',
    ...(needs.consent ? ['DelegatedPermissionGrant.ReadWrite.All'] : []),
    ...(needs.userFlow ? ['EventListener.ReadWrite.All'] : []),
  ];
}

/**
 * An access token for Microsoft Graph: the Azure CLI's, or one from a sign-in by device code.
 * @throws Stop
 */
export async function accessToken(
  tenant: string,
  authority: string,
  scopes: readonly string[],
  options: Pick<Options, 'signIn'> & { isPractice: boolean },
  surroundings: Surroundings,
): Promise<string> {
  const { print } = surroundings;
  if (usesAzureCli(options, scopes)) {
    const answer = await azureCliToken(tenant, surroundings);
    if ('accessToken' in answer) {
      print("Using the Azure CLI's sign-in.");
      return answer.accessToken;
    }
    if (options.signIn === 'azure-cli')
      throw new Stop(
        `${answer.problem} Nothing was changed. Run az login --tenant ${tenant} --allow-no-subscriptions, or use --sign-in device-code.`,
      );
    print(`${answer.problem} You sign in with a code instead.`);
  }
  return deviceCodeToken(authority, scopes, surroundings);
}

/**
 * Not for user flows, unless it's asked for: the Azure CLI's token doesn't have that permission. Nor for the
 * practice tenant, which must not get a real token.
 */
const usesAzureCli = (
  { signIn, isPractice }: Pick<Options, 'signIn'> & { isPractice: boolean },
  scopes: readonly string[],
): boolean =>
  signIn === 'azure-cli' ||
  (signIn === undefined && !isPractice && !scopes.includes('EventListener.ReadWrite.All'));
