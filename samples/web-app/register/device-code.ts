import { ClientAuthError, type DeviceCodeRequest, PublicClientApplication } from '@azure/msal-node';
import { causesOf } from '../sign-in/index.ts';
import { msalNetwork } from './msal-network.ts';
import { Interrupted, Stop } from './stop.ts';
import type { Surroundings } from './surroundings.ts';

/** Microsoft Graph Command Line Tools: a public client that Microsoft publishes, present in every tenant. */
const graphCommandLineTools = '14d82eec-204b-4c2f-b7e8-296a70dab67e';

/** Signs the developer in on a page of the identity provider. @throws Stop */
export async function deviceCodeToken(
  authority: string,
  scopes: readonly string[],
  { prompt, signal, fetch }: Pick<Surroundings, 'prompt' | 'signal' | 'fetch'>,
): Promise<string> {
  const networkClient = msalNetwork(fetch);
  const app = new PublicClientApplication({
    auth: {
      clientId: graphCommandLineTools,
      authority,
      knownAuthorities: [new URL(authority).host],
    },
    system: { networkClient },
  });
  const request: DeviceCodeRequest = {
    scopes: scopes.map((scope) => `https://graph.microsoft.com/${scope}`),
    deviceCodeCallback({ verificationUri, userCode, expiresIn }) {
      // MSAL calls it for a refused request too, and would ask for the token of no code.
      if (!userCode) throw new Error('The identity provider returned no code.');
      prompt(
        `\nTo sign in, open ${verificationUri} in a browser and enter the code ${userCode}. It's valid for ${Math.round(expiresIn / 60)} minutes.\n${ifRefused}\n`,
      );
    },
  };
  if (signal.aborted) throw new Interrupted();
  const interrupted = Promise.withResolvers<never>();
  const cancel = () => {
    request.cancel = true;
    interrupted.reject(new Interrupted());
  };
  signal.addEventListener('abort', cancel, { once: true });
  try {
    const result = await Promise.race([app.acquireTokenByDeviceCode(request), interrupted.promise]);
    if (result) return result.accessToken;
    throw new Stop('The sign-in returned no access token. Nothing was changed. Run it again.');
  } catch (error) {
    if (error instanceof Stop || error instanceof Interrupted) throw error;
    const refusal = networkClient.refusal();
    if (isExpired(error, refusal)) throw new Stop(expired);
    throw new Stop(sentenceFor(refusal ?? causesOf(networkClient.failure() ?? error)));
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

/** Either clock may be first, and by MSAL's, the last refusal only said that no one had entered the code yet. */
const isExpired = (error: unknown, refusal = ''): boolean =>
  (error instanceof ClientAuthError && error.errorCode === 'device_code_expired') ||
  refusal.startsWith('AADSTS70020');

const expired =
  'The code expired before anyone signed in with it. Nothing was changed. Run it again to get a new code. If no one can enter a code where this command runs, sign in with the Azure CLI first, and add --sign-in azure-cli.';

/** The page may tell the developer alone, and this command then waits until the code expires. */
const ifRefused =
  "If that page needs an administrator's approval, press Ctrl+C. Then ask an administrator to run this command, or add --sign-in azure-cli.";

const todo: Readonly<Record<string, string>> = {
  AADSTS65001: 'consent',
  AADSTS65004: 'consent',
  AADSTS90094: 'consent',
  AADSTS90095: 'consent',
  AADSTS50020: 'account',
  AADSTS50105: 'account',
  AADSTS530003: 'policy',
  AADSTS53003: 'policy',
};

const sentences: Readonly<Record<string, string>> = {
  consent:
    'This command signs you in to Microsoft Graph Command Line Tools, which needs consent in your tenant. Ask an administrator to run the command, or sign in to the tenant with the Azure CLI and run it again with --sign-in azure-cli.',
  account:
    "Sign in with an account of this tenant that's allowed to register apps, or name another tenant in --tenant.",
  policy: 'A policy of your tenant blocks this sign-in: ask an administrator how you can sign in.',
};

function sentenceFor(said: string): string {
  const code = /AADSTS\d+/.exec(said)?.[0] ?? '';
  const what = sentences[todo[code] ?? ''] ?? 'Run it again to get a new code.';
  const [line = ''] = said.split(/\r?\n/);
  return `You aren't signed in: ${line.replace(/\.$/, '')}. Nothing was changed. ${what}`;
}
