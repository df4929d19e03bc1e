import { chmod, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { scopesFor } from '../../../../samples/web-app/register/access-token.ts';
import { firstPartyIds } from '../../../../src/practice-tenant/directory/first-party-apps.ts';
import { grantTypes } from '../../../../src/practice-tenant/directory/grant-types.ts';
import type { TenantType } from '../../../../src/practice-tenant/directory/model.ts';
import type { PracticeTenant } from '../../../../src/practice-tenant/index.ts';
import { tenantIds } from '../../../practice-tenant/msal-app.ts';
import { enterCode } from './enter-code.ts';

const Started = z.object({
  device_code: z.string(),
  user_code: z.string(),
  verification_uri: z.string(),
});

/** An access token for Graph, of a user who signed in to the Azure CLI (or another tool of Microsoft's). */
export async function azureCliToken(
  { origin }: Pick<PracticeTenant, 'origin'>,
  type: TenantType,
  user = 'Alex Rivera',
  {
    clientId = String(firstPartyIds.azureCli),
    scope = 'https://graph.microsoft.com/.default',
  } = {},
): Promise<string> {
  const post = async (path: string, fields: Record<string, string>): Promise<unknown> => {
    const body = new URLSearchParams({ client_id: clientId, ...fields });
    const address = `${origin}/${tenantIds[type]}/oauth2/v2.0/${path}`;
    return (await fetch(address, { method: 'POST', body })).json();
  };
  const { device_code, user_code, verification_uri } = Started.parse(
    await post('devicecode', { scope: `openid profile ${scope}` }),
  );
  await enterCode(verification_uri, user_code, user);
  const answer = await post('token', { grant_type: grantTypes.deviceCode, device_code });
  return z.object({ access_token: z.string() }).parse(answer).access_token;
}

/** An access token for all that the command may do, which the Azure CLI's isn't for user flows. */
export const accessToken = (
  tenant: Pick<PracticeTenant, 'origin'>,
  type: TenantType,
  user?: string,
) =>
  azureCliToken(tenant, type, user, {
    clientId: firstPartyIds.graphCommandLineTools,
    scope: scopesFor({ consent: true, userFlow: type.startsWith('external-id') }).join(' '),
  });

/** A folder for PATH with an `az` that says what a script does. */
export async function azureCliInPath(script: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'azure-cli-'));
  await writeFile(join(folder, 'az'), `#!/bin/sh\n${script}\n`);
  await chmod(join(folder, 'az'), 0o755);
  return folder;
}

/** An `az` that is signed in: it prints this token, if it's asked for one for Graph. */
export const signedInAzureCli = (accessToken: string): Promise<string> =>
  azureCliInPath(
    `case "$*" in *"account get-access-token --resource https://graph.microsoft.com"*) echo '{"accessToken":"${accessToken}"}';; *) echo "unknown: $*" >&2; exit 2;; esac`,
  );
