import { type DeviceCodeRequest, PublicClientApplication } from '@azure/msal-node';
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
  { print, signal, fetch }: Pick<Surroundings, 'print' | 'signal' | 'fetch'>,
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
    // A refused request has no message, and MSAL reports it only later.
    deviceCodeCallback: ({ message = '' }) => message && print(`\n${message}\n${ifRefused}\n`),
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
    throw new Stop(
      sentenceFor(networkClient.refusal() ?? causesOf(networkClient.failure() ?? error)),
    );
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

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
