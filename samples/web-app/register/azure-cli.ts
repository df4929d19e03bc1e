import { execFile } from 'node:child_process';
import { z } from 'zod';
import { oneLine } from '../sign-in/index.ts';
import type { Surroundings } from './surroundings.ts';

const Answer = z.object({ accessToken: z.string().min(1) });

export type AzureCliToken = { accessToken: string } | { problem: string };

/** The access token for Microsoft Graph that the Azure CLI gives, if it's here and signed in to the tenant. */
export function azureCliToken(
  tenant: string,
  { environment, signal }: Pick<Surroundings, 'environment' | 'signal'>,
): Promise<AzureCliToken> {
  const isWindows = process.platform === 'win32';
  const args = ['account', 'get-access-token', '--resource', 'https://graph.microsoft.com'];
  const { promise, resolve } = Promise.withResolvers<AzureCliToken>();
  execFile(
    isWindows ? 'az.cmd' : 'az',
    [...args, '--tenant', tenant, '--output', 'json'],
    // A command file needs a shell; the tenant has no character that means something to one.
    { env: { ...environment }, shell: isWindows, timeout: 60_000, signal },
    (error, stdout, stderr) => {
      if (error === null) return resolve(tokenIn(stdout));
      const isMissing = error.code === 'ENOENT';
      const said = oneLine(stderr.trim()) || 'it ended without an explanation';
      resolve({ problem: isMissing ? "The Azure CLI isn't installed." : `The Azure CLI: ${said}` });
    },
  );
  return promise;
}

function tokenIn(stdout: string): AzureCliToken {
  try {
    return Answer.parse(JSON.parse(stdout));
  } catch {
    return { problem: 'The Azure CLI returned no access token.' };
  }
}
