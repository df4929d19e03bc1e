import { chmod, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PublicClientApplication } from '@azure/msal-node';
import type { TenantType } from '../../../../src/practice-tenant/directory/model.ts';
import { HttpBrowser } from '../../../http-browser.ts';
import { tenantIds } from '../../../practice-tenant/msal-app.ts';
import type { RunningTenant } from '../../../practice-tenant/running-tenant.ts';

export const azureCli = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';

/** An access token for Graph, of a user who is signed in to the Azure CLI. */
export async function azureCliToken(
  tenant: RunningTenant,
  type: TenantType,
  user = 'Alex Rivera',
): Promise<string> {
  const authority = `${tenant.origin}/${tenantIds[type]}`;
  const app = new PublicClientApplication({
    auth: { clientId: azureCli, authority, knownAuthorities: [new URL(authority).host] },
  });
  const redirectUri = 'http://localhost:43123';
  const scopes = ['https://graph.microsoft.com/.default'];
  const browser = new HttpBrowser({ stopAt: redirectUri });
  const picker = await browser.open(await app.getAuthCodeUrl({ scopes, redirectUri }));
  const { url } = await browser.press(picker, user);
  const code = new URL(url).searchParams.get('code') ?? '';
  return (await app.acquireTokenByCode({ code, scopes, redirectUri })).accessToken;
}

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
